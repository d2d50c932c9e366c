package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.TokenCheck;
import org.passerelle.token.TokenSettings;

/** {@code …/userinfo} (OpenID Connect Core §5.3): who it is that an access token stands for, as far as its scopes tell. */
@Singleton
public final class UserinfoEndpoint implements Capability {

    static final List<String> CLAIMS = List.of(
            "sub",
            "iss",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "name",
            "preferred_username",
            "locale",
            "zoneinfo",
            "email");

    private static final String EXAMPLE = """
            {"sub":"anne","name":"Anne Morel","preferred_username":"anne","locale":"fr","email":"anne@example.org"}""";

    private static final String BEARER = "Bearer ";

    private final TokenCheck tokens;
    private final People people;
    private final TokenSettings settings;

    @Inject
    UserinfoEndpoint(TokenCheck tokens, People people, TokenSettings settings) {
        this.tokens = tokens;
        this.people = people;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                at(Operation.get(Realm.PROTOCOL + "/userinfo"), "oauth.userinfo"),
                at(Operation.post(Realm.PROTOCOL + "/userinfo"), "oauth.userinfoByPost"));
    }

    private Operation at(Operation.Builder operation, String name) {
        return operation
                .named(name, "Show who an access token stands for (OpenID Connect)")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.known())
                .lets(Operation.Credentials.OAUTH_ONLY)
                .answers(200, new Shape.Members("Claims (OpenID Connect Core §5.1)", EXAMPLE), Set.of(Format.JSON))
                .by(this::answer);
    }

    private Reply answer(Call call) {
        Realm.check(call, settings);
        Set<String> scope = scope(call);
        if (!scope.contains(Scopes.OPENID)) {
            return new Reply.Value(
                    Fault.Kind.FORBIDDEN.status(),
                    Map.of("error", "insufficient_scope", "error_description", "The token has not the scope openid."),
                    "error",
                    Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"openid\""));
        }
        Account account = people.find(call.caller().user()).orElseThrow(Fault::unauthenticated);
        return new Reply.Value(200, about(account, scope).toJSONObject(), "userinfo", Refusal.NO_STORE);
    }

    /** The gate has let the token in, and it says for what it was given. */
    private Set<String> scope(Call call) {
        String authorization = Objects.requireNonNullElse(call.headers().one("Authorization"), BEARER);
        return tokens.accessToken(authorization.substring(BEARER.length()).trim())
                .map(token -> Scopes.words(token.holder().scope()))
                .orElseThrow(Fault::unauthenticated);
    }

    private static UserInfo about(Account account, Set<String> scope) {
        var about = new UserInfo(new Subject(account.id()));
        if (scope.contains(Scopes.PROFILE)) {
            about.setName(account.name());
            about.setPreferredUsername(account.id());
            about.setLocale(account.contact().language());
            about.setZoneinfo(account.contact().timeZone());
        }
        if (scope.contains(Scopes.EMAIL)) {
            about.setEmailAddress(account.contact().email());
        }
        return about;
    }
}
