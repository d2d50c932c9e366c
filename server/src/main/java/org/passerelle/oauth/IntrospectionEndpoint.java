package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.token.TokenCheck;
import org.passerelle.token.TokenSettings;

/**
 * {@code POST …/token/introspect} (RFC 7662): what a token is worth now. A client is told of its own tokens, and of those of others where it
 * and its user may read what concerns credentials; every other token is not active.
 */
@Singleton
public final class IntrospectionEndpoint implements Capability {

    private static final String EXAMPLE = """
            {"active":true,"client_id":"compta","sub":"anne","username":"anne","scope":"data:r","exp":1795340400}""";

    private final ClientDoor door;
    private final TokenCheck tokens;
    private final LivingTokens living;
    private final TokenSettings settings;

    @Inject
    IntrospectionEndpoint(ClientDoor door, TokenCheck tokens, LivingTokens living, TokenSettings settings) {
        this.door = door;
        this.tokens = tokens;
        this.living = living;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post(Realm.PROTOCOL + "/token/introspect")
                .named("oauth.introspect", "Ask what a token is worth now (RFC 7662)")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.open())
                .lets(Operation.Credentials.ITSELF)
                .takes(Shape.of(AboutToken.class, "token"), Set.of(Format.FORM))
                .answers(
                        200,
                        new Shape.Members("An introspection response (RFC 7662 §2.2)", EXAMPLE),
                        Set.of(Format.JSON))
                .refusesBy(Operation.Faults.OAUTH)
                .by(this::answer));
    }

    private Reply answer(Call call) {
        Realm.check(call, settings);
        try {
            Form form = Form.sent(call);
            Client client = door.enterWithSecret(call, form);
            return new Reply.Value(200, about(client, form.need("token")), "token", Refusal.NO_STORE);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private Map<String, Object> about(Client client, String token) {
        return tokens.accessToken(token)
                .map(found -> new About(found.holder().client(), accessToken(found)))
                .or(() -> living.find(token).map(found -> new About(found.client(), refreshToken(found))))
                .filter(about -> about.client.equals(client.id()) || door.readsCredentials(client))
                .map(about -> about.response.build())
                .orElseGet(() -> new TokenIntrospectionSuccessResponse.Builder(false).build())
                .toJSONObject();
    }

    /** @param client to which the token was given */
    private record About(String client, TokenIntrospectionSuccessResponse.Builder response) {}

    private TokenIntrospectionSuccessResponse.Builder accessToken(TokenCheck.AccessToken token) {
        String actor = token.caller().actor();
        var response = response(
                        token.holder().client(),
                        token.caller().user(),
                        token.holder().scope())
                .tokenType(AccessTokenType.BEARER)
                .audience(List.of(new Audience(settings.audience())))
                .issueTime(Date.from(token.issued()))
                .expirationTime(Date.from(token.expires()))
                .jwtID(new JWTID(token.id()));
        return actor == null ? response : response.parameter("act", Map.of("sub", actor));
    }

    private TokenIntrospectionSuccessResponse.Builder refreshToken(LivingTokens.Living token) {
        return response(token.client(), token.user(), token.scope()).expirationTime(Date.from(token.ends()));
    }

    private TokenIntrospectionSuccessResponse.Builder response(String client, String user, String scope) {
        return new TokenIntrospectionSuccessResponse.Builder(true)
                .issuer(new Issuer(settings.issuer()))
                .clientID(new ClientID(client))
                .subject(new Subject(user))
                .username(user)
                .scope(Scope.parse(scope));
    }
}
