package org.passerelle.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.fault.Fault;

/**
 * What a token says.
 *
 * <pre>
 * iss, aud       this server: issuer and public address        sub    the user
 * iat, exp       seconds since 1970                            jti    see {@link TokenId}
 * act.sub        who acts for the user (RFC 8693 §4.1)
 * permissions    {"data":"r"}
 * client_id      the OAuth client that it was given to (RFC 9068 §2.2)
 * scope          what that client asked it for (RFC 9068 §2.2.3)
 * grant          the authorization that it came of, where it has one
 * key            the API key that made it
 * rev            how many revocations there had been
 * born           when user and actor were made, or the later of them, in milliseconds since 1970: one made after that is another</pre>
 */
record TokenClaims(
        Kind kind,
        String id,
        String user,
        @Nullable String actor,
        @Nullable Holder holder,
        @Nullable String key,
        Instant issued,
        Instant expires,
        Permissions permissions,
        long revocations,
        Instant born) {

    /** The OAuth client that it was given to; null for a JWT of {@code /auth/jwt}. */
    @Nullable
    String client() {
        return holder == null ? null : holder.client();
    }

    /** What its uses are counted by: an OAuth client cannot ask more often by asking for more tokens. */
    Caller.Credential credential() {
        return new Caller.Credential(kind.caller, holder == null ? id : holder.client(), expires);
    }

    /** The authorization that it came of. */
    @Nullable
    String grant() {
        return holder == null ? null : holder.grant();
    }

    /** Told apart by the header {@code typ}, so that one is never taken for the other (RFC 8725 §3.11). */
    enum Kind {
        /** Made by {@code POST /api/v1/auth/jwt}. */
        JWT("passerelle+jwt", Caller.Kind.JWT),
        /** An OAuth access token (RFC 9068 §2.1). */
        OAUTH("at+jwt", Caller.Kind.OAUTH);

        private final JOSEObjectType type;
        private final Caller.Kind caller;

        Kind(String type, Caller.Kind caller) {
            this.type = new JOSEObjectType(type);
            this.caller = caller;
        }

        JOSEObjectType type() {
            return type;
        }

        Caller.Kind caller() {
            return caller;
        }
    }

    JWTClaimsSet toJwt(TokenSettings settings) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience().toString())
                .subject(user)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires))
                .jwtID(id)
                .claim("permissions", permissions.words())
                .claim("rev", revocations)
                .claim("born", born.toEpochMilli());
        if (actor != null) {
            claims.claim("act", Map.of("sub", actor));
        }
        if (holder != null) {
            claims.claim("client_id", holder.client()).claim("scope", holder.scope());
            if (holder.grant() != null) {
                claims.claim("grant", holder.grant());
            }
        }
        if (key != null) {
            claims.claim("key", key);
        }
        return claims.build();
    }

    /** Empty for a token that is not for us, or that we would not have made so. */
    static Optional<TokenClaims> of(Kind kind, JsonNode claims, TokenSettings settings) {
        try {
            boolean ours = settings.issuer().equals(text(claims, "iss"))
                    && settings.audience().toString().equals(text(claims, "aud"));
            Holder holder = holder(claims);
            if (!ours || (holder != null) != (kind == Kind.OAUTH)) {
                return Optional.empty();
            }
            return Optional.of(new TokenClaims(
                    kind,
                    text(claims, "jti"),
                    text(claims, "sub"),
                    actor(claims),
                    holder,
                    textOrNull(claims, "key"),
                    Instant.ofEpochSecond(whole(claims, "iat")),
                    Instant.ofEpochSecond(whole(claims, "exp")),
                    permissions(claims),
                    whole(claims, "rev"),
                    Instant.ofEpochMilli(whole(claims, "born"))));
        } catch (Malformed | Fault e) {
            return Optional.empty();
        }
    }

    private static @Nullable Holder holder(JsonNode claims) throws Malformed {
        return claims.has("client_id")
                ? new Holder(text(claims, "client_id"), text(claims, "scope"), textOrNull(claims, "grant"))
                : null;
    }

    private static @Nullable String actor(JsonNode claims) throws Malformed {
        JsonNode act = claims.path("act");
        if (act.isMissingNode()) {
            return null;
        }
        if (act.size() != 1) {
            throw new Malformed("act");
        }
        return text(act, "sub");
    }

    private static Permissions permissions(JsonNode claims) throws Malformed {
        if (!claims.path("permissions").isObject()) {
            throw new Malformed("permissions");
        }
        var words = new LinkedHashMap<String, String>();
        claims.path("permissions")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        return Permissions.parse(words);
    }

    private static @Nullable String textOrNull(JsonNode claims, String name) throws Malformed {
        return claims.has(name) ? text(claims, name) : null;
    }

    private static String text(JsonNode claims, String name) throws Malformed {
        JsonNode claim = claims.path(name);
        if (!claim.isTextual() || claim.textValue().isEmpty()) {
            throw new Malformed(name);
        }
        return claim.textValue();
    }

    private static long whole(JsonNode claims, String name) throws Malformed {
        JsonNode claim = claims.path(name);
        if (!claim.isIntegralNumber() || !claim.canConvertToLong()) {
            throw new Malformed(name);
        }
        return claim.longValue();
    }

    /** Not even of the shape that we write. */
    private static final class Malformed extends Exception {
        Malformed(String claim) {
            super(claim, null, false, false);
        }
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
