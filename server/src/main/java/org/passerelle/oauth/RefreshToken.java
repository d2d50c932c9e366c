package org.passerelle.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;

/**
 * A refresh token as it is kept.
 *
 * @param hash SHA-256; the token itself is kept nowhere
 * @param used when it gave the next one; null for the living one of its family
 * @param next the hash of that one
 */
record RefreshToken(
        String hash,
        String grant,
        Instant ends,
        @Nullable Instant used,
        @Nullable String next) {

    /** 43 letters and digits: 256 bits. */
    private static final int CHARACTERS = 43;

    private static final String PREFIX = "psr_";

    /** What becomes of a request that shows one. */
    enum Turn {
        /** It is the living one: it gives the next. */
        ROTATE,
        /** Its answer was lost, and what it gave was not used: it gives another in place of that. */
        AGAIN,
        /** It was used before, so somebody else has it too: its family ends (RFC 9700 §4.14.2). */
        REPLAY,
        /** It is not this client's, or has ended by itself. */
        REFUSE
    }

    /**
     * Pure.
     *
     * @param successor what it gave, where it was used and that is still known
     * @param grace for how long after its use it may be shown again
     */
    Turn turn(boolean ownClient, @Nullable RefreshToken successor, Instant now, Duration grace) {
        if (!ownClient || !now.isBefore(ends)) {
            return Turn.REFUSE;
        }
        if (used == null) {
            return Turn.ROTATE;
        }
        boolean lost = successor != null && successor.used == null && now.isBefore(used.plus(grace));
        return lost ? Turn.AGAIN : Turn.REPLAY;
    }

    static String fresh() {
        return PREFIX + Secrets.fresh(CHARACTERS);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(Secrets.digest(text));
    }

    static void insert(Unit unit, String text, String grant, Instant ends) {
        unit.run(
                "INSERT INTO oauth_refresh_token (hash, grant_id, ends) VALUES (?, ?, ?)",
                hash(text),
                grant,
                ends.toEpochMilli());
    }

    /** @param by the token that it gave */
    void use(Unit unit, String by, Instant now) {
        unit.run(
                "UPDATE oauth_refresh_token SET used = ?, next = ? WHERE hash = ?",
                (used == null ? now : used).toEpochMilli(),
                hash(by),
                hash);
    }

    void delete(Unit unit) {
        unit.run("DELETE FROM oauth_refresh_token WHERE hash = ?", hash);
    }

    static @Nullable RefreshToken find(Unit unit, @Nullable String hash) {
        return hash == null
                ? null
                : unit.one(
                                RefreshToken::read,
                                "SELECT hash, grant_id, ends, used, next FROM oauth_refresh_token WHERE hash = ?",
                                hash)
                        .orElse(null);
    }

    private static RefreshToken read(Row row) {
        return new RefreshToken(
                row.text("hash"),
                row.text("grant_id"),
                row.moment("ends"),
                row.momentOrNull("used"),
                row.textOrNull("next"));
    }

    @Override
    public String toString() {
        return "a refresh token of grant " + grant;
    }
}
