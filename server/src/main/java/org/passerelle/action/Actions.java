package org.passerelle.action;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Once;
import org.passerelle.operation.Reply;

/** Takes long work on: what is acknowledged here has an end. Thread-safe. */
@Singleton
public final class Actions {

    private static final String RETRY_SECONDS = "1";

    private final Catalogue catalogue;
    private final Jobs jobs;
    private final ActionFiles files;
    private final Clock clock;

    @Inject
    Actions(Catalogue catalogue, Jobs jobs, ActionSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.jobs = jobs;
        this.files = new ActionFiles(settings.folder());
        this.clock = clock;
    }

    /**
     * Keeps the call and answers 202. Body and action are on the disk before that.
     *
     * @param body what came with the call; null when nothing did
     * @param once for a call that counts once: it is one action, however often it is asked for
     */
    public Reply defer(Deferred call, @Nullable InputStream body, Optional<Once> once) {
        Path arrived = body == null ? null : files.arrive(body);
        return catalogue.change(unit -> {
            Action made = insert(unit, call);
            if (arrived != null) {
                files.settle(arrived, files.body(made.id()));
            }
            Reply reply = accepted(made).with("Preference-Applied", "respond-async");
            once.ifPresent(o -> o.settle(unit, reply));
            return reply;
        });
    }

    /** The same of a call without a body, if the unit commits. */
    public Reply defer(Unit unit, Deferred call) {
        return accepted(insert(unit, call));
    }

    private Action insert(Unit unit, Deferred call) {
        Action made = ActionStore.insert(unit, call, now());
        jobs.plan(unit, ActionRunner.NAME, Long.toString(made.id()), now());
        return made;
    }

    private static Reply accepted(Action made) {
        return accepted(ActionView.of(made)).with("Location", ActionView.path(made.id()));
    }

    /** A rehearsal: no action, and so no number. */
    public Reply rehearse(Deferred call) {
        return accepted(ActionView.rehearsed(call, now()));
    }

    private static Reply accepted(ActionView view) {
        return new Reply.Value(202, view, "action", Map.of("Retry-After", RETRY_SECONDS));
    }

    /** Whether the caller sees the action: his own, and as an administrator all. */
    static boolean shows(Caller caller, Action action) {
        return seesAll(caller) || action.call().asker().shown().equals(shown(caller));
    }

    static boolean seesAll(Caller caller) {
        return caller.level(ApiType.SYSTEM).holds(Level.R);
    }

    static String shown(Caller caller) {
        return caller.actor() == null ? caller.user() : caller.actor();
    }

    private Instant now() {
        return clock.instant();
    }
}
