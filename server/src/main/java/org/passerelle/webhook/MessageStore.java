package org.passerelle.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Messages in the catalogue. What waits has a moment at which it is due, and nothing else has. */
final class MessageStore {

    /** Of a record only the first that waits may be told, where order is kept. */
    private static final String IN_ITS_TURN =
            " AND (subject IS NULL OR NOT EXISTS (SELECT 1 FROM webhook_message earlier"
                    + " WHERE earlier.webhook = webhook_message.webhook AND earlier.subject = webhook_message.subject"
                    + " AND earlier.sequence < webhook_message.sequence AND earlier.due IS NOT NULL))";

    private MessageStore() {}

    static void add(Unit unit, String webhook, long first, long last, @Nullable String subject, Instant now) {
        unit.run(
                "INSERT INTO webhook_message (webhook, sequence, first_event, last_event, subject, status, attempts, due,"
                        + " created) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
                webhook,
                WebhookStore.number(unit, webhook),
                first,
                last,
                subject,
                Message.Status.WAITING.name(),
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    static Optional<Message> find(Source source, String webhook, long sequence) {
        return source.one(
                MessageStore::message,
                "SELECT * FROM webhook_message WHERE webhook = ? AND sequence = ?",
                webhook,
                sequence);
    }

    /** Those that are due, the longest waiting first. */
    static List<Message> due(Source source, Webhook hook, Instant now, int limit) {
        return source.all(
                MessageStore::message,
                "SELECT * FROM webhook_message WHERE webhook = ? AND due <= ?" + turn(hook)
                        + " ORDER BY due, sequence LIMIT ?",
                hook.id(),
                now.toEpochMilli(),
                limit);
    }

    /** When the next is due. */
    static Optional<Instant> next(Source source, Webhook hook) {
        return source.one(
                row -> row.moment("due"),
                "SELECT due FROM webhook_message WHERE webhook = ? AND due IS NOT NULL" + turn(hook)
                        + " ORDER BY due LIMIT 1",
                hook.id());
    }

    private static String turn(Webhook hook) {
        return hook.ordered() ? IN_ITS_TURN : "";
    }

    /** @param due when it is tried again; null when it is not */
    static void tried(Unit unit, Message message, Message.Status status, @Nullable Instant due) {
        unit.run(
                "UPDATE webhook_message SET status = ?, attempts = ?, due = ? WHERE webhook = ? AND sequence = ?",
                status.name(),
                message.attempts() + 1,
                due == null ? null : due.toEpochMilli(),
                message.webhook(),
                message.sequence());
    }

    /** Tells it from the first attempt on, whatever became of it. */
    static void again(Unit unit, String webhook, long sequence, Instant now) {
        unit.run(
                "UPDATE webhook_message SET status = ?, attempts = 0, due = ? WHERE webhook = ? AND sequence = ?",
                Message.Status.WAITING.name(),
                now.toEpochMilli(),
                webhook,
                sequence);
    }

    /** The same for all that were made in this time, both ends included, and stand so. @return how many */
    static int again(Unit unit, String webhook, Instant from, Instant to, Message.Status status, Instant now) {
        return unit.run(
                "UPDATE webhook_message SET status = ?, attempts = 0, due = ? WHERE webhook = ? AND created >= ? AND"
                        + " created <= ? AND status = ? AND first_event IN (SELECT number FROM event)",
                Message.Status.WAITING.name(),
                now.toEpochMilli(),
                webhook,
                from.toEpochMilli(),
                to.toEpochMilli(),
                status.name());
    }

    /** Those that wait for nothing and were made before then. */
    static void forget(Unit unit, Instant before) {
        unit.run("DELETE FROM webhook_message WHERE due IS NULL AND created < ?", before.toEpochMilli());
    }

    private static Message message(Row row) {
        return new Message(
                row.text("webhook"),
                row.big("sequence"),
                row.big("first_event"),
                row.big("last_event"),
                row.textOrNull("subject"),
                row.number("attempts"),
                row.moment("created"));
    }
}
