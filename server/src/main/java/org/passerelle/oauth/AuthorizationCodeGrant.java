package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.passerelle.catalogue.Unit;
import org.passerelle.token.Revocations;

/**
 * {@code grant_type=authorization_code} (RFC 6749 §4.1.3, RFC 7636 §4.6). A code is used up by its first use, whatever comes of it; its second
 * ends what the first gave. What a refusal changed stays changed.
 */
@Singleton
final class AuthorizationCodeGrant {

    private final Families families;
    private final Revocations revocations;
    private final IdTokens idTokens;
    private final ClientDoor door;
    private final Clock clock;

    @Inject
    AuthorizationCodeGrant(
            Families families, Revocations revocations, IdTokens idTokens, ClientDoor door, Clock clock) {
        this.families = families;
        this.revocations = revocations;
        this.idTokens = idTokens;
        this.door = door;
        this.clock = clock;
    }

    Given give(Unit unit, Client client, Form form, String address) {
        String verifier = form.need("code_verifier");
        AuthorizationCode code = AuthorizationCode.find(unit, AuthorizationCode.hash(form.need("code")));
        if (code == null || !code.client().equals(client.id())) {
            throw refused();
        }
        if (!code.use(unit, clock.instant())) {
            Grant given = Grant.take(unit, code.grant());
            if (given != null) {
                families.end(unit, given);
            }
            throw refused();
        }
        long known = revocations.count(unit);
        boolean fits = clock.instant().isBefore(code.ends())
                && Objects.equals(code.redirectUri(), form.get("redirect_uri"))
                && proves(verifier, code.challenge())
                && revocations.hold(unit, code.revocations(), code.client(), code.user(), null);
        if (!fits) {
            throw refused();
        }
        door.admitted(client, code.user(), null, address, OAuth2Error.INVALID_GRANT);
        Set<String> scope = Scopes.words(code.scope());
        Given given = families.begin(unit, new Families.Allowed(client, code.user(), null, scope, known), code.grant());
        return scope.contains(Scopes.OPENID) ? given.with(idTokens.make(unit, client, code, given)) : given;
    }

    /** RFC 7636 §4.6, for S256; a verifier that cannot be one proves nothing. */
    private static boolean proves(String verifier, String challenge) {
        try {
            String computed = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                    .getValue();
            return MessageDigest.isEqual(
                    computed.getBytes(StandardCharsets.UTF_8), challenge.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Refusal refused() {
        return new Refusal(
                OAuth2Error.INVALID_GRANT,
                "The code does not hold: used, ended, taken back, for another address or another verifier, or"
                        + " unknown.");
    }
}
