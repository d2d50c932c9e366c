package org.passerelle.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * {@code GET /api/v1/events/stream}: what happens, while it happens, as far as the caller may see it (server-sent events, WHATWG HTML §9.2).
 *
 * <pre>
 * id: where to go on from, for Last-Event-ID; sealed, so that it tells nobody how much happens that he does not see
 * event: the name     data: {"event_name","id","timestamp","data"}, in one line</pre>
 *
 * A stream ends when people or credentials change, or the credential does, or the server is told to stop: the client comes again, and is asked for
 * its right anew.
 */
@Singleton
final class EventStream implements Capability {

    private static final String TYPE = "text/event-stream";
    private static final String EXAMPLE = """
            id: 9fK2c
            event: EVENT1
            data: {"event_name":"EVENT1","id":"evt_5f0c","timestamp":"2026-11-22T08:30:00.000+0000","data":{"user":"anne"}}

            """;
    private static final int AT_ONCE = 200;
    private static final int STREAMS_EACH = 10;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_NOTES = Duration.ofHours(1);

    private final Catalogue catalogue;
    private final EventFeed feed;
    private final Audience audience;
    private final Vault vault;
    private final Clock clock;
    private final Map<String, Integer> streams = new ConcurrentHashMap<>();

    @Inject
    EventStream(Catalogue catalogue, EventFeed feed, Audience audience, Vault vault, Clock clock) {
        this.catalogue = catalogue;
        this.feed = feed;
        this.audience = audience;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/v1/events/stream")
                .named("events.stream", "Listen to what happens")
                .tag(Tag.EVENTS)
                .needs(Right.read(ApiType.EVENTS))
                .query("events", "Only these, by name, separated by commas", "record.created,EVENT1")
                .query("seconds", "How long to listen at most; without it as long as the credential holds", "60")
                .header("Last-Event-ID", "Where the last stream ended: the id that came last", "")
                .answers(
                        200, new Shape.Free("Events as they happen, without an end", TYPE, EXAMPLE), java.util.Set.of())
                .by(this::open));
    }

    private Reply open(Call call) {
        note();
        String last = call.headers().one("Last-Event-ID");
        long from = last == null || last.isEmpty() ? EventStore.last(catalogue) : number(last);
        String names = call.query().one("events");
        List<String> wanted = names == null || names.isBlank() ? List.of() : List.of(names.split(","));
        Instant ends = ends(call);
        return Reply.live(200, (out, format, head) -> serve(new Listener(call.caller(), wanted, from, ends, out)))
                .with("Content-Type", TYPE)
                .with("Cache-Control", "no-store")
                .with("X-Accel-Buffering", "no");
    }

    /** Somebody listens: from now on what happens is kept for whoever comes again. */
    private void note() {
        Instant now = clock.instant();
        if (EventStore.listened(catalogue).plus(BETWEEN_NOTES).isBefore(now)) {
            catalogue.change(unit -> {
                EventStore.listen(unit, now);
                return now;
            });
        }
    }

    /** When the stream ends, if nothing else ends it. */
    private Instant ends(Call call) {
        int seconds = call.query().number("seconds", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
        Instant wanted = clock.instant().plusSeconds(seconds);
        Instant expires = call.caller().credential().expires();
        return expires != null && expires.isBefore(wanted) ? expires : wanted;
    }

    /** Counts who listens, so that nobody holds more streams than he could read. */
    private void serve(Listener listener) {
        String user = listener.caller.user();
        if (streams.merge(user, 1, Integer::sum) > STREAMS_EACH) {
            leave(user);
            throw Fault.tooMany(HEARTBEAT);
        }
        try {
            listener.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            leave(user);
        }
    }

    private void leave(String user) {
        streams.computeIfPresent(user, (u, count) -> count == 1 ? null : count - 1);
    }

    private long number(String id) {
        try {
            return Long.parseLong(vault.unseal(id));
        } catch (RuntimeException e) {
            throw Fault.badRequest("Last-Event-ID must be an id that a stream sent; without one it begins now.");
        }
    }

    /** One stream. Belongs to one virtual thread. */
    private final class Listener {

        private final Caller caller;
        private final List<String> wanted;
        private final Instant ends;
        private final OutputStream out;
        private final long rights = feed.rights();
        private long position;

        Listener(Caller caller, List<String> wanted, long position, Instant ends, OutputStream out) {
            this.caller = caller;
            this.wanted = wanted;
            this.position = position;
            this.ends = ends;
            this.out = out;
        }

        void listen() throws IOException {
            say("retry: " + COME_AGAIN.toMillis() + "\n");
            rest();
            while (!isOver()) {
                long heard = feed.rings();
                List<Kept> found = EventStore.after(catalogue, position, AT_ONCE);
                for (Kept kept : found) {
                    tell(kept);
                }
                if (found.isEmpty() && !isOver() && !feed.await(heard, pause())) {
                    note();
                    rest();
                }
            }
        }

        private boolean isOver() {
            return feed.isEnding()
                    || feed.rights() != rights
                    || !clock.instant().isBefore(ends);
        }

        private Duration pause() {
            Duration left = Duration.between(clock.instant(), ends);
            return left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT;
        }

        private void tell(Kept kept) throws IOException {
            position = kept.number();
            Event event = kept.event();
            if (!isOver() && (wanted.isEmpty() || wanted.contains(event.name()))) {
                Event seen = audience.seen(caller, event).orElse(null);
                if (seen != null) {
                    say("event: " + seen.name() + "\ndata: " + seen.told() + "\n");
                    rest();
                }
            }
        }

        /** Where to go on from; also a sign of life, which finds out whether somebody is still there. */
        private void rest() throws IOException {
            say("id: " + vault.seal(Long.toString(position)) + "\n\n");
            out.flush();
        }

        private void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
