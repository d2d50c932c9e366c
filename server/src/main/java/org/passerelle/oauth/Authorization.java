package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.oauth.Visitors.Visitor;
import org.passerelle.operation.Call;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.TokenSettings;

/**
 * The authorization endpoint, but for its pages (RFC 6749 §3.1, §4.1): from what a client asks, and who sits at the browser, to what is shown
 * or answered.
 *
 * <pre>
 * no such client, or an address of another        told to the person: nobody else may be answered (§4.1.2.1)
 * anything else that is wrong                     told to the client
 * nobody signed in, or not lately enough          the sign-in page; with prompt=none the client is told so
 * somebody signed in                              the consent page; with prompt=none the client is told so</pre>
 */
@Singleton
public final class Authorization {

    private final KnownClients clients;
    private final People people;
    private final IdTokens idTokens;
    private final Codes codes;
    private final TokenSettings settings;
    private final Clock clock;

    @Inject
    Authorization(
            KnownClients clients, People people, IdTokens idTokens, Codes codes, TokenSettings settings, Clock clock) {
        this.clients = clients;
        this.people = people;
        this.idTokens = idTokens;
        this.codes = codes;
        this.settings = settings;
        this.clock = clock;
    }

    /** What comes next. */
    public sealed interface Step {}

    /** The person is told, and nobody else. */
    public record Wrong() implements Step {}

    /** The browser goes back to the client. */
    public record Back(URI address) implements Step {}

    /** The person signs in. */
    public record SignIn(About about) implements Step {}

    /** The person is asked whether the client may. */
    public record Consent(About about, String user, List<String> scopes) implements Step {}

    /** Who asks, as people are told. */
    public record About(
            String name,
            @Nullable String organisation,
            @Nullable String purpose,
            URI answerTo) {}

    /** @param asked the parameters of the request */
    public Step begin(Map<String, List<String>> asked, Visitor visitor) {
        return step(asked, question -> next(question, visitor));
    }

    /**
     * The person has answered the consent page.
     *
     * @return where the browser goes, with a code if the client may; or the page that he must see first
     */
    public Step answer(Call call, Map<String, List<String>> asked, Visitor visitor, boolean allows) {
        return step(asked, question -> {
            Step next = next(question, visitor);
            if (!(next instanceof Consent)) {
                return next;
            }
            if (!allows) {
                throw codes.refused(call, question, visitor);
            }
            return new Back(code(call, question, visitor));
        });
    }

    private Step step(Map<String, List<String>> asked, Function<AuthorizationQuestion, Step> deciding) {
        Client client = Optional.ofNullable(single(asked, "client_id"))
                .flatMap(clients::find)
                .filter(known -> known.has(GrantKind.AUTHORIZATION_CODE))
                .orElse(null);
        URI answerTo = client == null ? null : answerTo(client, asked);
        if (client == null || answerTo == null) {
            return new Wrong();
        }
        try {
            Form form = Form.of(asked);
            Target.check(form, settings.audience());
            return deciding.apply(AuthorizationQuestion.of(client, answerTo, form, idTokens.canBeMade()));
        } catch (Refusal refusal) {
            State state = State.parse(single(asked, "state"));
            return new Back(AuthorizationQuestion.refused(answerTo, refusal.error(), state, settings.issuer()));
        }
    }

    /** Null when it is missing, or given twice. */
    private static @Nullable String single(Map<String, List<String>> asked, String name) {
        List<String> values = asked.getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** One of the client's addresses, exactly (RFC 9700 §4.1.3); the only one where the request says none. Null for another. */
    private static @Nullable URI answerTo(Client client, Map<String, List<String>> parameters) {
        List<String> own = client.redirectUris();
        if (!parameters.containsKey("redirect_uri")) {
            return own.size() == 1 ? URI.create(own.getFirst()) : null;
        }
        String asked = single(parameters, "redirect_uri");
        if (asked == null || own.contains(asked)) {
            return asked == null ? null : URI.create(asked);
        }
        try {
            URI uri = URI.create(asked);
            return own.stream().anyMatch(known -> Loopback.same(known, uri)) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Step next(AuthorizationQuestion question, Visitor visitor) {
        Client.About about = question.client().about();
        var told = new About(about.name(), about.organisation(), about.purpose(), question.answerTo());
        boolean silent = question.prompt().contains(Prompt.Type.NONE);
        if (mustSignIn(question, visitor)) {
            return silent ? refuse(OIDCError.LOGIN_REQUIRED) : new SignIn(told);
        }
        if (people.find(visitor.user()).filter(Account::apiAccess).isEmpty()) {
            throw new Refusal(OAuth2Error.ACCESS_DENIED, "The account has no API access.");
        }
        return silent
                ? refuse(OIDCError.CONSENT_REQUIRED)
                : new Consent(told, visitor.user(), List.copyOf(question.scope()));
    }

    private boolean mustSignIn(AuthorizationQuestion question, Visitor visitor) {
        return !visitor.isSignedIn()
                || question.prompt().contains(Prompt.Type.LOGIN)
                || question.prompt().contains(Prompt.Type.SELECT_ACCOUNT)
                || question.maxAge() >= 0
                        && visitor.since().plusSeconds(question.maxAge()).isBefore(clock.instant());
    }

    private static Step refuse(ErrorObject error) {
        throw new Refusal(error, "The user would have to do something.");
    }

    private URI code(Call call, AuthorizationQuestion question, Visitor visitor) {
        return new AuthorizationSuccessResponse(
                        question.answerTo(),
                        new com.nimbusds.oauth2.sdk.AuthorizationCode(codes.issue(call, question, visitor)),
                        null,
                        question.state(),
                        new Issuer(settings.issuer()),
                        ResponseMode.QUERY)
                .toURI();
    }
}
