package org.passerelle.action;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.action.ActionStore.Stand;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;

/**
 * Does one action: makes its call again and keeps the answer. It ends in SUCCESS or ERROR; where the server dies before, the job runs again, from
 * the start where its change had not been committed, behind its last part where that commits in parts, and otherwise only to say so. Thread-safe.
 */
@Singleton
final class ActionRunner implements Jobs.Job {

    static final String NAME = "action";

    private static final String FAILED = "Something went wrong. Quote the number of this action.";
    private static final Logger LOG = Logger.getLogger(ActionRunner.class);

    private final Catalogue catalogue;
    private final ActionFiles files;
    private final Instance<Repeater> repeater;
    private final Endings endings;
    private final Clock clock;

    @Inject
    ActionRunner(
            Catalogue catalogue, ActionSettings settings, Instance<Repeater> repeater, Endings endings, Clock clock) {
        this.catalogue = catalogue;
        this.files = new ActionFiles(settings.folder());
        this.repeater = repeater;
        this.endings = endings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> run(String id) {
        ActionStore.find(catalogue, Long.parseLong(id))
                .filter(Action::isRunning)
                .ifPresent(this::work);
        return Optional.empty();
    }

    private void work(Action action) {
        try (InputStream body = body(action);
                var progress = progress(action, body)) {
            try {
                progress.begins();
                Stand last = done(action, body, progress);
                end(action, Action.Status.SUCCESS, last.outcome(), last);
            } catch (Progress.Stopped stopped) {
                end(action, Action.Status.ERROR, "Cancelled. " + progress.kept(), progress.stand());
            } catch (Fault fault) {
                resumeLater(fault);
                progress.settle();
                end(action, Action.Status.ERROR, reason(fault, progress), progress.stand());
            } catch (RuntimeException e) {
                fail(action, e, progress.ends(FAILED));
            }
        } catch (RuntimeException | IOException e) {
            fail(action, e, FAILED);
        }
    }

    private static String reason(Fault fault, ActionProgress progress) {
        return fault.kind() == Fault.Kind.UNAVAILABLE
                ? progress.endsSilent(fault.detail())
                : progress.ends(fault.detail());
    }

    private void fail(Action action, Exception e, String message) {
        resumeLater(e);
        LOG.errorf(e, "action %d failed", action.id());
        end(action, Action.Status.ERROR, message, null);
    }

    /** Makes the call, or finds that it was made before the server died. */
    private Stand done(Action action, InputStream body, ActionProgress progress) {
        var once = new ActionOnce(
                action.id(),
                catalogue,
                new ActionParts(action.id(), catalogue, files.ledger(action.id())),
                reply -> keep(action, progress, reply));
        Reply reply = repeater.get().repeat(action.call(), body, progress, once);
        return once.kept().orElseGet(() -> keep(action, progress, reply));
    }

    /** The answer is on the disk, and before it the rows that were refused. */
    private Stand keep(Action action, ActionProgress progress, Reply reply) {
        progress.settle();
        files.whole(files.result(action.id()), out -> repeater.get().write(action.call(), reply, out));
        return progress.stand();
    }

    private ActionProgress progress(Action action, InputStream body) {
        return new ActionProgress(action, body, new RefusedRows(files.errors(action.id())), catalogue, clock);
    }

    private InputStream body(Action action) {
        return action.call().body() == null ? InputStream.nullInputStream() : new BodyFile(files.body(action.id()));
    }

    /** What fails because the server stops has not failed: it is done at the next start. */
    private static void resumeLater(Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private void end(Action action, Action.Status status, String message, @Nullable Stand last) {
        catalogue.change(unit -> {
            endings.end(unit, action.id(), status, message, last);
            unit.afterCommit(() -> files.forgetWork(action.id()));
            return status;
        });
    }
}
