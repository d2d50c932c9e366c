package org.passerelle.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/**
 * What was taken back: single tokens, and all that were made before for a user, for a client, for anybody. Revocations are counted; a token
 * tells how many there had been when it was made, so no clock is asked which came first, and one made right after a revocation holds. Looked
 * at on every call in memory, which follows the catalogue. Thread-safe.
 */
@Singleton
public final class Revocations {

    private static final String TOKEN = "token";
    private static final String USER = "user";
    private static final String CLIENT = "client";
    private static final String GRANT = "grant";
    private static final String ALL = "all";

    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Long> users = new ConcurrentHashMap<>();
    private final Map<String, Long> clients = new ConcurrentHashMap<>();
    /** When it need not be known any more, in milliseconds since 1970. */
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();
    /** The same, of authorizations. */
    private final Map<String, Long> grants = new ConcurrentHashMap<>();

    private volatile long all;
    private volatile long seen;

    @Inject
    public Revocations(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        catalogue.onChange(Topic.CREDENTIALS, this::read);
        read();
    }

    /** How many there have been, as a unit of work sees it, or as they are committed. */
    public long count(Source source) {
        return source.one(row -> row.big("number"), "SELECT number FROM revocation_count")
                .orElseThrow();
    }

    boolean holds(TokenClaims token) {
        long count = token.revocations();
        return count >= all
                && count >= users.getOrDefault(token.user(), 0L)
                && (token.actor() == null || count >= users.getOrDefault(token.actor(), 0L))
                && (token.client() == null || count >= clients.getOrDefault(token.client(), 0L))
                && !tokens.containsKey(token.id())
                && (token.grant() == null || !grants.containsKey(token.grant()));
    }

    /**
     * Whether nothing that was given to this client, for this user and who acts for him, was taken back since there had been so many
     * revocations, as a unit of work sees it, or as it is committed.
     */
    public boolean hold(Source source, long count, String client, String user, @Nullable String actor) {
        return source.one(
                        row -> row.big("number"),
                        "SELECT number FROM revocation WHERE number > ? AND (kind = ? OR kind = ? AND subject = ?"
                                + " OR kind = ? AND subject IN (?, ?)) LIMIT 1",
                        count,
                        ALL,
                        CLIENT,
                        client,
                        USER,
                        user,
                        actor == null ? user : actor)
                .isEmpty();
    }

    /** One by its {@code jti}. */
    public void token(Unit unit, String jti) {
        TokenId id = TokenId.parse(jti);
        if (id != null) {
            token(unit, id);
        }
    }

    /**
     * All that came of one authorization.
     *
     * @param ends when the last of it ends by itself
     */
    public void grant(Unit unit, String grant, Instant ends) {
        add(unit, GRANT, grant, ends);
    }

    void token(Unit unit, TokenId id) {
        if (id.ends().isAfter(clock.instant())) {
            add(unit, TOKEN, id.text(), id.ends());
        }
    }

    /** All that stand for the user, or by which he acts for others. */
    public void user(Unit unit, String user) {
        add(unit, USER, user, null);
    }

    /** All that were given to an OAuth client. */
    public void client(Unit unit, String client) {
        add(unit, CLIENT, client, null);
    }

    void all(Unit unit) {
        add(unit, ALL, "", null);
    }

    private void add(Unit unit, String kind, String subject, @Nullable Instant ends) {
        // the row that is counted in is locked until the commit: numbers come in the order of commits, on every engine
        unit.run("UPDATE revocation_count SET number = number + 1");
        unit.run("DELETE FROM revocation WHERE kind = ? AND subject = ?", kind, subject);
        unit.run("DELETE FROM revocation WHERE ends <= ?", clock.millis());
        unit.run(
                "INSERT INTO revocation (kind, subject, number, ends) VALUES (?, ?, ?, ?)",
                kind,
                subject,
                count(unit),
                ends == null ? null : ends.toEpochMilli());
        unit.touch(Topic.CREDENTIALS);
    }

    /** Only what is new: what was taken back once is never given again. */
    private synchronized void read() {
        catalogue
                .all(
                        this::note,
                        "SELECT kind, subject, number, ends FROM revocation WHERE number > ? ORDER BY number",
                        seen)
                .forEach(number -> seen = Math.max(seen, number));
        long now = clock.millis();
        tokens.values().removeIf(ends -> ends <= now);
        grants.values().removeIf(ends -> ends <= now);
    }

    private long note(Row row) {
        String subject = row.text("subject");
        long number = row.big("number");
        switch (row.text("kind")) {
            case TOKEN -> tokens.put(subject, row.big("ends"));
            case GRANT -> grants.put(subject, row.big("ends"));
            case USER -> users.merge(subject, number, Math::max);
            case CLIENT -> clients.merge(subject, number, Math::max);
            default -> all = Math.max(all, number);
        }
        return number;
    }
}
