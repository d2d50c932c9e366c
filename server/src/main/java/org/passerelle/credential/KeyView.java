package org.passerelle.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Reply;

/** An API key as it is shown: never the key, never its hash. */
public record KeyView(
        @Doc(value = "Names the key", example = "01j8kd2f5a0q3m7c9e")
        String id,

        @Doc(value = "What it is for", example = "nightly import")
        String name,

        @Doc(value = "For whom it stands", example = "anne") String user,
        @Doc(value = "Who made it", example = "anne") String createdBy,

        @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
        Instant created,

        @Doc(value = "When it ends by itself", example = "2026-12-22T08:30:00.000+0000") @Nullable
        Instant expires,

        @Doc(value = "When it was last used, to the minute", example = "2026-11-22T09:00:00.000+0000") @Nullable
        Instant lastUsed,

        @Doc(value = "From where it was last used", example = "192.0.2.7") @Nullable
        String lastIp,

        @Doc(value = "What it allows", example = "{\"data\":\"r\"}")
        Map<String, String> permissions,

        @Doc(value = "From where it may be used; null for everywhere", example = "203.0.113.7;10.0.0.0/8") @Nullable
        String ips,

        @Doc(value = "Requests a minute; null for what the account has", example = "30") @Nullable
        Integer rateLimit,

        @Doc(value = "Origins of pages that may use it in a browser", example = "https://app.example.org")
        List<String> origins,

        @Doc(value = "Its beginning, which is no secret", example = "psl_01j8kd2f5a0q3m7c9e")
        String prefix) {

    private static final String NOTE = "No permissions were given: this key can only read /api/v1/auth/me.";

    static KeyView of(ApiKey key) {
        return new KeyView(
                key.id(),
                key.name(),
                key.user(),
                key.createdBy(),
                key.created(),
                key.expires(),
                key.lastUsed(),
                key.lastIp(),
                key.permissions().words(),
                key.ips().orNull(),
                key.rateLimit(),
                PageOrigins.shown(key),
                key.prefix());
    }

    /** The answer to who made one; a rehearsal tells no key. */
    static Reply reply(ApiKeys.Issued issued, boolean dryRun) {
        ApiKey key = issued.key();
        return Reply.created(
                        Issued.of(key, dryRun ? "dry-run" : issued.text()),
                        "apikey",
                        KeyOperations.PATH + "/" + key.id())
                .with("Cache-Control", "no-store");
    }

    /** A new key: the only answer that ever holds its text. */
    public record Issued(
            @Doc(value = "Names the key", example = "01j8kd2f5a0q3m7c9e")
            String id,

            @Doc(value = "The key itself, shown this once", example = "psl_01j8kd2f5a0q3m7c9e_…")
            String key,

            @Doc(value = "What it is for", example = "nightly import")
            String name,

            @Doc(value = "For whom it stands", example = "anne")
            String user,

            @Doc(value = "Who made it", example = "anne") String createdBy,

            @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
            Instant created,

            @Doc(value = "When it ends by itself", example = "2026-12-22T08:30:00.000+0000") @Nullable
            Instant expires,

            @Doc(value = "What it allows", example = "{\"data\":\"r\"}")
            Map<String, String> permissions,

            @Doc(value = "From where it may be used; null for everywhere", example = "203.0.113.7;10.0.0.0/8") @Nullable
            String ips,

            @Doc(value = "Requests a minute; null for what the account has", example = "30") @Nullable
            Integer rateLimit,

            @Doc(value = "Origins of pages that may use it in a browser", example = "https://app.example.org")
            List<String> origins,

            @Doc(value = "Its beginning, which is no secret", example = "psl_01j8kd2f5a0q3m7c9e")
            String prefix,

            @Doc(value = "Said when it can do next to nothing") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String note) {

        static Issued of(ApiKey key, String text) {
            Map<String, String> permissions = key.permissions().words();
            return new Issued(
                    key.id(),
                    text,
                    key.name(),
                    key.user(),
                    key.createdBy(),
                    key.created(),
                    key.expires(),
                    permissions,
                    key.ips().orNull(),
                    key.rateLimit(),
                    PageOrigins.shown(key),
                    key.prefix(),
                    permissions.isEmpty() ? NOTE : null);
        }

        @Override
        public String toString() {
            return "API key " + id;
        }
    }

    /** Keys by their ids. */
    public record Ids(
            @Doc(value = "The keys' ids", example = "01j8kd2f5a0q3m7c9e") @Nullable
            List<String> ids,

            @Doc(value = "The same in one text, separated by commas", example = "01j8kd2f5a0q3m7c9e") @Nullable
            String id) {

        List<String> named() {
            return Stream.concat(ids == null ? Stream.empty() : ids.stream(), Stream.ofNullable(id))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** What became of the keys that were named. */
    public record Deleted(
            @Doc("Those that are ended") List<String> deleted,
            @Doc("Those that there were not") List<String> notFound,
            @Doc("Those that are not the caller's to end") List<String> refused) {}
}
