package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.passerelle.catalogue.Unit;
import org.passerelle.oauth.Visitors.Visitor;
import org.passerelle.operation.Call;
import org.passerelle.token.Revocations;

/** Gives authorization codes (RFC 6749 §4.1.2). */
@Singleton
final class Codes {

    private final Families families;
    private final Revocations revocations;
    private final OAuthSettings settings;
    private final ClientTrail trail;
    private final Clock clock;

    @Inject
    Codes(Families families, Revocations revocations, OAuthSettings settings, ClientTrail trail, Clock clock) {
        this.families = families;
        this.revocations = revocations;
        this.settings = settings;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @return the code, told this once and kept nowhere
     * @throws Refusal access_denied when all of the user's was taken back since he signed in
     */
    String issue(Call call, AuthorizationQuestion question, Visitor visitor) {
        Unit unit = call.change();
        long known = revocations.count(unit);
        if (!revocations.hold(unit, visitor.revocations(), "", visitor.user(), null)) {
            throw new Refusal(OAuth2Error.ACCESS_DENIED, "The sign-in was taken back.");
        }
        String text = AuthorizationCode.fresh();
        Instant now = clock.instant();
        new AuthorizationCode(
                        AuthorizationCode.hash(text),
                        question.client().id(),
                        visitor.user(),
                        Scopes.text(question.scope()),
                        question.redirectUri(),
                        question.challenge(),
                        question.nonce(),
                        visitor.since(),
                        known,
                        families.freshId(),
                        now.plus(settings.codeLifetime()))
                .insert(unit, now);
        trail.answered(call, visitor.user(), question.client(), true);
        return text;
    }

    /** What is told to the client when the person does not want it. */
    Refusal refused(Call call, AuthorizationQuestion question, Visitor visitor) {
        trail.answered(call, visitor.user(), question.client(), false);
        return new Refusal(OAuth2Error.ACCESS_DENIED, "The user refused.");
    }
}
