package org.passerelle.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Deliveries in the catalogue, with what they were about. */
final class DeliveryStore {

    private static final String ALL = "SELECT d.*, m.due, e.id AS event, e.name AS event_name FROM webhook_delivery d"
            + " LEFT JOIN webhook_message m ON m.webhook = d.webhook AND m.sequence = d.sequence"
            + " LEFT JOIN event e ON e.number = m.first_event WHERE d.webhook = ?";

    private DeliveryStore() {}

    static void insert(Unit unit, String id, Message message, Outcome outcome, Instant at) {
        unit.run(
                "INSERT INTO webhook_delivery (id, webhook, sequence, attempt, at, millis, code, answer, error)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                message.webhook(),
                message.sequence(),
                message.attempts() + 1,
                at.toEpochMilli(),
                outcome.millis(),
                outcome.code(),
                outcome.answer(),
                outcome.error());
    }

    /** Newest first. @param after the id of the last that was shown; null to begin */
    static List<Delivery> list(Source source, String webhook, @Nullable String after, int limit) {
        return source.all(
                DeliveryStore::delivery,
                ALL + " AND d.id < ? ORDER BY d.id DESC LIMIT ?",
                webhook,
                after == null ? "~" : after,
                limit);
    }

    static Optional<Delivery> find(Source source, String webhook, String id) {
        return source.one(DeliveryStore::delivery, ALL + " AND d.id = ?", webhook, id);
    }

    static int forget(Unit unit, Instant before) {
        return unit.run("DELETE FROM webhook_delivery WHERE at < ?", before.toEpochMilli());
    }

    private static Delivery delivery(Row row) {
        Integer code = row.numberOrNull("code");
        return new Delivery(
                row.text("id"),
                row.text("webhook"),
                row.textOrNull("event"),
                row.textOrNull("event_name"),
                row.big("sequence"),
                row.number("attempt"),
                row.moment("at"),
                Outcome.isGood(code) ? "delivered" : "failed",
                code,
                row.number("millis"),
                row.text("answer"),
                row.textOrNull("error"),
                row.momentOrNull("due"));
    }
}
