package org.passerelle.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
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

        static Optional<Kind> of(@Nullable JOSEObjectType type) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type.equals(type))
                    .findFirst();
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
    static Optional<TokenClaims> of(Kind kind, JWTClaimsSet claims, TokenSettings settings) {
        try {
            boolean ours = settings.issuer().equals(claims.getIssuer())
                    && claims.getAudience().equals(List.of(settings.audience().toString()));
            Holder holder = holder(claims);
            if (!ours
                    || (holder != null) != (kind == Kind.OAUTH)
                    || claims.getIssueTime() == null
                    || claims.getExpirationTime() == null) {
                return Optional.empty();
            }
            return Optional.of(new TokenClaims(
                    kind,
                    needed(claims.getJWTID()),
                    needed(claims.getSubject()),
                    actor(claims),
                    holder,
                    claims.getStringClaim("key"),
                    claims.getIssueTime().toInstant(),
                    claims.getExpirationTime().toInstant(),
                    permissions(claims),
                    needed(claims.getLongClaim("rev")),
                    Instant.ofEpochMilli(needed(claims.getLongClaim("born")))));
        } catch (ParseException | Fault e) {
            return Optional.empty();
        }
    }

    private static @Nullable Holder holder(JWTClaimsSet claims) throws ParseException {
        return claims.getClaim("client_id") == null
                ? null
                : new Holder(
                        claims.getStringClaim("client_id"),
                        needed(claims.getStringClaim("scope")),
                        claims.getStringClaim("grant"));
    }

    private static @Nullable String actor(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> act = claims.getJSONObjectClaim("act");
        if (act == null) {
            return null;
        }
        if (act.size() == 1 && act.get("sub") instanceof String actor && !actor.isEmpty()) {
            return actor;
        }
        throw new ParseException("act", 0);
    }

    private static Permissions permissions(JWTClaimsSet claims) throws ParseException {
        var words = new LinkedHashMap<String, String>();
        for (var entry : needed(claims.getJSONObjectClaim("permissions")).entrySet()) {
            words.put(entry.getKey(), String.valueOf(entry.getValue()));
        }
        return Permissions.parse(words);
    }

    private static <T> T needed(@Nullable T claim) throws ParseException {
        if (claim == null || claim.equals("")) {
            throw new ParseException("a claim is missing", 0);
        }
        return claim;
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
