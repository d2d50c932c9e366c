package org.passerelle.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.audit.AuditLog;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.people.People;
import org.passerelle.token.Revocations;

/**
 * Sees each use of a credential, and keeps a session of it. A request pays a look into memory; what is new, or a minute old, is written
 * behind it. Thread-safe.
 */
@Singleton
public final class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int PAUSE_SECONDS = 10;
    private static final int PRUNED_EACH = 60;
    private static final long STAMP_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int MOST = 100_000;

    private final SessionStore store;
    private final Revocations revocations;
    private final ConsoleSessions consoles;
    private final People people;
    private final Clock clock;
    private final ConcurrentHashMap<Use.Who, Use> waiting = new ConcurrentHashMap<>();

    /** When a use was last noted, in milliseconds since 1970. */
    private final Cache<Use.Who, Long> noted = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofMillis(STAMP_MILLIS))
            .executor(Runnable::run) // as of tokens
            .build();

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sessions").factory());
    private int turn;

    @Inject
    Sessions(
            Catalogue catalogue,
            AuditLog audit,
            Revocations revocations,
            ConsoleSessions consoles,
            People people,
            Clock clock) {
        this.store = new SessionStore(catalogue, audit);
        this.revocations = revocations;
        this.consoles = consoles;
        this.people = people;
        this.clock = clock;
        // a session may have been ended, here or on another node: the next use begins a new one
        catalogue.onChange(Topic.CREDENTIALS, noted::invalidateAll);
        writer.scheduleWithFixedDelay(this::turn, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Someone who may come in has come. */
    public void note(Caller caller, String address, @Nullable String userAgent, String request) {
        var who = new Use.Who(caller.user(), caller.actor(), caller.credential());
        Instant now = clock.instant();
        Long before = noted.getIfPresent(who);
        if (before == null || now.toEpochMilli() - before >= STAMP_MILLIS) {
            noted.put(who, now.toEpochMilli());
            waiting.put(who, Use.of(caller, now, address, userAgent, request));
        }
    }

    private void turn() {
        write();
        if (++turn % PRUNED_EACH == 0) {
            try {
                store.prune(clock.instant());
            } catch (RuntimeException e) {
                LOG.debug("old sessions cannot be removed now", e);
            }
        }
    }

    /** Writes what is waiting; what cannot be written waits on. */
    synchronized void write() {
        var batch = List.copyOf(waiting.values());
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.write(batch);
            batch.forEach(use -> waiting.remove(use.who(), use));
        } catch (RuntimeException e) {
            LOG.debug("sessions cannot be written now", e);
            return;
        }
        batch.stream()
                .filter(use ->
                        isByPassword(use.who().credential().kind()) && use.who().actor() == null)
                .forEach(use -> people.entered(use.who().user(), Instant.ofEpochMilli(use.at())));
    }

    private static boolean isByPassword(Caller.Kind kind) {
        return kind == Caller.Kind.PASSWORD || kind == Caller.Kind.CONSOLE;
    }

    /** Newest first, those of this moment included. */
    List<Session> list(List<String> users, @Nullable String after, int limit) {
        write();
        return store.list(users, clock.instant(), after, limit);
    }

    Optional<Session> find(Unit unit, String id) {
        return store.find(unit, id, clock.instant());
    }

    /** Ends one; the user's tokens, which may have come of it, end with it. Of the console's, only the session itself does. */
    void end(Unit unit, Session session) {
        Optional<String> console = store.consoleSession(unit, session.id());
        store.delete(unit, session.id());
        if (console.isPresent()) {
            consoles.end(unit, console.get());
            unit.afterCommit(
                    () -> waiting.keySet().removeIf(who -> who.credential().id().equals(console.get())));
        } else {
            endTokens(unit, session.user());
        }
    }

    /** Ends all of a user. */
    public void endAll(Unit unit, String user) {
        store.deleteOf(unit, user);
        consoles.endAll(unit, user);
        endTokens(unit, user);
    }

    private void endTokens(Unit unit, String user) {
        store.deleteTokensOf(unit, user);
        revocations.user(unit, user);
        // uses from before the end begin no session after it
        unit.afterCommit(() -> waiting.keySet().removeIf(who -> who.user().equals(user)));
    }

    void stop(@Observes ShutdownEvent end) {
        writer.shutdown();
        write();
    }
}
