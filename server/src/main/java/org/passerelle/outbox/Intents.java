package org.passerelle.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.passerelle.audit.AuditLine;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Once;

/**
 * Changes of databases that have no outbox: written down in the catalogue before they begin, with what they would leave as it comes, and received
 * once they have committed. Thread-safe.
 */
@Singleton
final class Intents {

    /** No change takes so long: whoever began it is dead. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String UNKNOWN = "unknown";
    private static final int FIRST = 1;

    private final Catalogue catalogue;
    private final Intake intake;
    private final LetterIds ids;
    private final Clock clock;

    @Inject
    Intents(Catalogue catalogue, Intake intake, LetterIds ids, Clock clock) {
        this.catalogue = catalogue;
        this.intake = intake;
        this.ids = ids;
        this.clock = clock;
    }

    /** How a change came out. */
    enum End {
        DONE,
        NOTHING,
        UNKNOWN
    }

    /** Those that were under way when the server died: what became of them nobody knows. Told before any job might do one of them again. */
    void start(@Observes @Priority(FIRST) StartupEvent start) {
        endDead(catalogue.isShared() ? LONGEST : Duration.ZERO);
    }

    void endDead(Duration age) {
        long before = clock.instant().minus(age).toEpochMilli();
        catalogue
                .all(row -> row.text("id"), "SELECT id FROM outbox_intent WHERE started <= ?", before)
                .forEach(id -> end(id, End.UNKNOWN));
    }

    /** @throws Fault 409 for a call that counts once and was begun, and nobody knows yet how it came out */
    String begin(Call call) {
        String id = ids.next();
        String mark = call.once().map(Once::mark).orElse(null);
        catalogue.change(unit -> {
            if (mark != null
                    && unit.one(row -> row.text("id"), "SELECT id FROM outbox_intent WHERE mark = ?", mark)
                            .isPresent()) {
                throw Fault.conflict("This call is under way, or was when a server failed. Try again later.");
            }
            return unit.run(
                    "INSERT INTO outbox_intent (id, mark, started, line) VALUES (?, ?, ?, ?)",
                    id,
                    mark,
                    clock.millis(),
                    json(Letters.line(call, UNKNOWN, clock)));
        });
        return id;
    }

    /** The work begins, perhaps anew. */
    void restart(String intent) {
        catalogue.change(unit -> unit.run("DELETE FROM outbox_draft WHERE intent = ?", intent));
    }

    void draft(String intent, String payload) {
        catalogue.change(unit -> unit.run(
                "INSERT INTO outbox_draft (id, intent, payload) VALUES (?, ?, ?)", ids.next(), intent, payload));
    }

    void end(String intent, End end) {
        catalogue.change(unit -> {
            if (end == End.DONE) {
                // one by one: of a long change there are many
                unit.all(row -> row.text("id"), "SELECT id FROM outbox_draft WHERE intent = ? ORDER BY id", intent)
                        .forEach(id -> unit.one(this::draft, "SELECT * FROM outbox_draft WHERE id = ?", id)
                                .ifPresent(letter -> intake.open(unit, List.of(letter))));
            } else if (end == End.UNKNOWN) {
                unit.one(this::unknown, "SELECT * FROM outbox_intent WHERE id = ?", intent)
                        .ifPresent(letter -> intake.open(unit, List.of(letter)));
            }
            unit.run("DELETE FROM outbox_draft WHERE intent = ?", intent);
            return unit.run("DELETE FROM outbox_intent WHERE id = ?", intent);
        });
    }

    private Letter draft(Row row) {
        return Letter.read(row.text("id"), clock.millis(), row.text("payload"));
    }

    private Letter unknown(Row row) {
        String mark = row.textOrNull("mark");
        return new Letter(
                row.text("id"),
                row.moment("started"),
                List.of(),
                line(row.text("line")),
                mark == null ? null : new Letter.Kept(mark, null));
    }

    private static String json(AuditLine line) {
        try {
            return Json.OWN.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static AuditLine line(String json) {
        try {
            return Json.OWN.readValue(json, AuditLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
