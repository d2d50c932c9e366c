package org.passerelle.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/system/audit}: whether lines are written, and which (wire.md §8; DigDash D14). */
@Singleton
final class AuditOperations implements Capability {

    private static final String PATH = "/api/v1/system/audit";
    private static final int PAGE = 1_000;

    private final AuditLog log;
    private final AuditKeeper keeper;
    private final Catalogue catalogue;
    private final ZoneId zone;

    @Inject
    AuditOperations(AuditLog log, AuditKeeper keeper, Catalogue catalogue, ZoneId zone) {
        this.log = log;
        this.keeper = keeper;
        this.catalogue = catalogue;
        this.zone = zone;
    }

    /** How the log stands. */
    public record Status(
            @Doc(value = "Whether lines are written", example = "true")
            boolean running,

            @Doc(value = "Since when that is so", example = "2026-11-22T08:30:00.000+0000")
            Instant since,

            @Doc(value = "How many lines were written in all", example = "4711")
            long lines,

            @Doc(value = "Up to which line this server has verified the chain since its start", example = "4000")
            long verified,

            @Doc(
                    value =
                            "The key that its signatures are verified by (Ed25519, X.509 in base64); keep a copy elsewhere",
                    example = "MCowBQYDK2VwAyEA")
            String publicKey) {}

    /** What may be said of it; what only GET tells may come back. */
    public record Wish(
            @Doc(value = "Whether lines shall be written", example = "true") @Nullable
            Boolean running,

            @Doc("Is not changed by what is sent") @Nullable Instant since,

            @Doc("Is not changed by what is sent") @Nullable Long lines,

            @Doc("Is not changed by what is sent") @Nullable Long verified,

            @Doc("Is not changed by what is sent") @Nullable String publicKey) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("audit.get", "Tell whether the audit log runs")
                        .tag(Tag.SYSTEM)
                        .needs(Right.read(ApiType.SYSTEM))
                        .answers(200, Shape.of(Status.class, "audit"))
                        .by(call -> Reply.ok(status(catalogue), "audit")),
                Operation.put(PATH)
                        .named("audit.set", "Start or stop the audit log")
                        .tag(Tag.SYSTEM)
                        .needs(Right.owner(ApiType.SYSTEM))
                        .takes(Wish.class, "audit")
                        .answers(200, Shape.of(Status.class, "audit"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::set),
                Search.declared(Pages.declared(Operation.get(PATH + "/events")))
                        .named("audit.events", "List what happened, newest first; as CSV or NDJSON, all of it")
                        .tag(Tag.SYSTEM)
                        .needs(Right.read(ApiType.SYSTEM))
                        .answers(200, Shape.many(AuditEvent.class, "event"), Format.ROWS)
                        .by(this::events));
    }

    /** The line of this change is written by whoever writes those of all changes, also that of the stop. */
    private Reply set(Call call) {
        Boolean running = call.body().as(Wish.class).running();
        if (running == null) {
            throw Fault.badMember("running", "must be true or false");
        }
        log.run(call.change(), running);
        return Reply.ok(status(call.change()), "audit");
    }

    private Status status(Source source) {
        Head head = AuditStore.head(source);
        return new Status(head.running(), head.since(), head.number(), keeper.verified(), log.publicKey());
    }

    private Reply events(Call call) {
        Search search = Search.of(call.query(), zone);
        before(call.query().one("cursor"));
        call.query().number("limit", PAGE, 1, PAGE);
        log.flush();
        return Reply.stream(200, (out, format, head) -> {
            if (format.isStream()) {
                export(call, search, Rows.array(out, format, false));
            } else {
                page(call, search, out, format, head);
            }
        });
    }

    private void page(Call call, Search search, OutputStream out, Format format, Map<String, String> head) {
        Reply reply = Pages.newest(
                call,
                (after, limit) -> search.newest(catalogue, before(after), limit),
                numbered -> Long.toString(numbered.number()),
                AuditEvent::of,
                "events");
        head.putAll(reply.headers());
        if (reply instanceof Reply.Value(int status, Object value, String root, var headers)) {
            call.counted(((List<?>) value).size());
            try {
                out.write(Documents.write(value, format, root));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All, or as many as were asked for. */
    private void export(Call call, Search search, RowSink rows) {
        long wanted = call.query().has("limit") ? call.query().number("limit", PAGE, 1, PAGE) : Long.MAX_VALUE;
        long before = before(call.query().one("cursor"));
        rows.begin(AuditEvent.MEMBERS);
        List<Numbered> part;
        do {
            part = search.newest(catalogue, before, (int) Math.min(PAGE, wanted));
            for (Numbered numbered : part) {
                AuditEvent.of(numbered).write(rows);
                before = numbered.number();
            }
            wanted -= part.size();
            call.counted(part.size());
        } while (part.size() == PAGE && wanted > 0);
        rows.end();
    }

    /** The number that a list goes on below. */
    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw Fault.badRequest("cursor must be taken from the Link of the last answer.");
        }
        return Long.parseLong(cursor);
    }
}
