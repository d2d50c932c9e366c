package org.passerelle.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;

/** Webhooks in the catalogue. */
final class WebhookStore {

    private WebhookStore() {}

    static List<Webhook> all(Source source) {
        return source.all(WebhookStore::webhook, "SELECT * FROM webhook");
    }

    static List<Webhook> active(Source source) {
        return source.all(WebhookStore::webhook, "SELECT * FROM webhook WHERE active = 1");
    }

    static Optional<Webhook> find(Source source, String id) {
        return source.one(WebhookStore::webhook, "SELECT * FROM webhook WHERE id = ?", id);
    }

    static void insert(Unit unit, Webhook hook) {
        unit.run(
                "INSERT INTO webhook (id, account, url, description, events, tables, headers, secret, in_order, bulk,"
                        + " active, sequence, created) VALUES (?, ?, '', '', '', '', '[]', ?, 0, 'EACH', 1, 0, ?)",
                hook.id(),
                hook.account(),
                hook.secrets().current(),
                hook.created().toEpochMilli());
        update(unit, hook);
    }

    /** All but what the attempts note. */
    static void update(Unit unit, Webhook hook) {
        Webhook.Basic basic = hook.basic();
        unit.run(
                "UPDATE webhook SET url = ?, description = ?, events = ?, tables = ?, basic_user = ?, basic_sealed = ?,"
                        + " headers = ?, in_order = ?, bulk = ?, active = ? WHERE id = ?",
                hook.url(),
                hook.description(),
                String.join("\n", hook.events()),
                String.join("\n", hook.tables()),
                basic == null ? null : basic.user(),
                basic == null ? null : basic.sealedPassword(),
                Json.MAPPER.valueToTree(hook.headers()).toString(),
                hook.ordered() ? 1 : 0,
                hook.bulk().name(),
                hook.active() ? 1 : 0,
                hook.id());
    }

    static void rotate(Unit unit, String id, Webhook.Secrets secrets) {
        Instant ends = secrets.oldEnds();
        unit.run(
                "UPDATE webhook SET secret = ?, old_secret = ?, old_ends = ? WHERE id = ?",
                secrets.current(),
                secrets.old(),
                ends == null ? null : ends.toEpochMilli(),
                id);
    }

    /** @param since null when an attempt has succeeded; otherwise the first failure counts */
    static void failing(Unit unit, String id, @Nullable Instant since) {
        if (since == null) {
            unit.run("UPDATE webhook SET failing_since = NULL WHERE id = ? AND failing_since IS NOT NULL", id);
        } else {
            unit.run(
                    "UPDATE webhook SET failing_since = ? WHERE id = ? AND failing_since IS NULL",
                    since.toEpochMilli(),
                    id);
        }
    }

    /** Keeps it from being removed until the unit ends. @return whether it is there */
    static boolean hold(Unit unit, String id) {
        return unit.run("UPDATE webhook SET sequence = sequence WHERE id = ?", id) == 1;
    }

    /** @return whether it was active until now */
    static boolean disable(Unit unit, String id) {
        return unit.run("UPDATE webhook SET active = 0 WHERE id = ? AND active = 1", id) == 1;
    }

    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM webhook WHERE id = ?", id);
    }

    /** The next number of what it is told. */
    static long number(Unit unit, String id) {
        unit.run("UPDATE webhook SET sequence = sequence + 1 WHERE id = ?", id);
        return unit.one(row -> row.big("sequence"), "SELECT sequence FROM webhook WHERE id = ?", id)
                .orElseThrow();
    }

    private static Webhook webhook(Row row) {
        String user = row.textOrNull("basic_user");
        return new Webhook(
                row.text("id"),
                row.text("account"),
                row.text("url"),
                row.text("description"),
                row.words("events"),
                row.words("tables"),
                user == null ? null : new Webhook.Basic(user, row.text("basic_sealed")),
                headers(row.text("headers")),
                new Webhook.Secrets(row.text("secret"), row.textOrNull("old_secret"), row.momentOrNull("old_ends")),
                row.flag("in_order"),
                Webhook.Bulk.valueOf(row.text("bulk").toUpperCase(Locale.ROOT)),
                row.flag("active"),
                row.momentOrNull("failing_since"),
                row.moment("created"));
    }

    private static List<Webhook.Header> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<List<Webhook.Header>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook's headers in the catalogue are no JSON", e);
        }
    }
}
