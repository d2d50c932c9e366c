package org.passerelle.oauth;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Reply;

/**
 * What a request for tokens is given.
 *
 * @param user for whom the tokens are
 * @param actor who acts for him by them, or null
 * @param lifetime of the access token: whole seconds, from which it was made
 * @param refresh null where there is no refresh token
 * @param idToken null where openid was not asked
 * @param issuedType only of an exchange
 */
record Given(
        String user,
        @Nullable String actor,
        String accessToken,
        Duration lifetime,
        Collection<String> scope,
        @Nullable Refresh refresh,
        @Nullable String idToken,
        @Nullable String issuedType) {

    private static final String REHEARSED = "dry-run";

    /** A refresh token, told this once. */
    record Refresh(String token, Duration lifetime) {

        @Override
        public String toString() {
            return "a refresh token";
        }
    }

    /** The same, and who signed in. */
    Given with(String newIdToken) {
        return new Given(user, actor, accessToken, lifetime, scope, refresh, newIdToken, issuedType);
    }

    /** The same, and a token for what comes after it. */
    Given with(Refresh newRefresh) {
        return new Given(user, actor, accessToken, lifetime, scope, newRefresh, idToken, issuedType);
    }

    /** The same, as the answer to an exchange. */
    Given exchanged(String type) {
        return new Given(user, actor, accessToken, lifetime, scope, refresh, idToken, type);
    }

    /** As the realm's endpoint tells it; a rehearsal tells no token. */
    Reply reply(boolean dryRun) {
        return new Reply.Value(
                200,
                new TokenAnswer(
                        dryRun ? REHEARSED : accessToken,
                        lifetime.toSeconds(),
                        refresh == null ? null : refresh.lifetime.toSeconds(),
                        refresh == null ? null : dryRun ? REHEARSED : refresh.token,
                        "bearer",
                        Scopes.text(scope),
                        idToken == null ? null : dryRun ? REHEARSED : idToken,
                        issuedType),
                "token",
                Refusal.NO_STORE);
    }

    @Override
    public String toString() {
        return "tokens";
    }
}
