package org.passerelle.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;

/**
 * An authorization code as it is kept (RFC 6749 §4.1.2).
 *
 * @param scope words separated by blanks, to which the user consented
 * @param redirectUri as the request said it; null when it left it out
 * @param challenge of PKCE, by S256 (RFC 7636 §4.2)
 * @param signedIn when the user did
 * @param revocations how many there had been before the user consented
 * @param grant the authorization that it gives
 */
record AuthorizationCode(
        String hash,
        String client,
        String user,
        String scope,
        @Nullable String redirectUri,
        String challenge,
        @Nullable String nonce,
        Instant signedIn,
        long revocations,
        String grant,
        Instant ends) {

    /** 43 letters and digits: 256 bits. */
    private static final int CHARACTERS = 43;

    private static final String PREFIX = "psa_";

    /** For how long it is known that one was used. */
    private static final Duration KEPT = Duration.ofDays(1);

    static String fresh() {
        return PREFIX + Secrets.fresh(CHARACTERS);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(Secrets.digest(text));
    }

    void insert(Unit unit, Instant now) {
        unit.run("DELETE FROM oauth_code WHERE ends < ?", now.minus(KEPT).toEpochMilli());
        unit.run(
                "INSERT INTO oauth_code (hash, client, account, scope, redirect_uri, challenge, nonce, signed_in,"
                        + " revocations, grant_id, ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                hash,
                client,
                user,
                scope,
                redirectUri,
                challenge,
                nonce,
                signedIn.toEpochMilli(),
                revocations,
                grant,
                ends.toEpochMilli());
    }

    static @Nullable AuthorizationCode find(Unit unit, String hash) {
        return unit.one(
                        AuthorizationCode::read,
                        "SELECT hash, client, account, scope, redirect_uri, challenge, nonce, signed_in, revocations,"
                                + " grant_id, ends FROM oauth_code WHERE hash = ?",
                        hash)
                .orElse(null);
    }

    /** @return false when somebody has used it before */
    boolean use(Unit unit, Instant now) {
        return unit.run("UPDATE oauth_code SET used = ? WHERE hash = ? AND used IS NULL", now.toEpochMilli(), hash)
                == 1;
    }

    private static AuthorizationCode read(Row row) {
        return new AuthorizationCode(
                row.text("hash"),
                row.text("client"),
                row.text("account"),
                row.text("scope"),
                row.textOrNull("redirect_uri"),
                row.text("challenge"),
                row.textOrNull("nonce"),
                row.moment("signed_in"),
                row.big("revocations"),
                row.text("grant_id"),
                row.moment("ends"));
    }

    @Override
    public String toString() {
        return "an authorization code of client " + client;
    }
}
