package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** The whole life of tokens by the client half of the Nimbus SDK, as a stranger would write it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class NimbusClientTest {

    private static URI endpoint(String name) {
        return URI.create("http://localhost:" + Client.port() + Server.PROTOCOL + name);
    }

    private static ClientAuthentication auth(Made client, boolean basic) {
        var id = new ClientID(client.id());
        var secret = new Secret(client.secret());
        return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
    }

    private static OIDCTokenResponse tokens(ClientAuthentication auth, AuthorizationGrant grant) throws Exception {
        var response = OIDCTokenResponseParser.parse(
                new TokenRequest(endpoint("token"), auth, grant).toHTTPRequest().send());
        assertThat(response.indicatesSuccess()).as(() -> refusal(response)).isTrue();
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private static String refusal(com.nimbusds.oauth2.sdk.TokenResponse response) {
        return response instanceof TokenErrorResponse error
                ? error.getErrorObject().toString()
                : "";
    }

    private static boolean isActive(ClientAuthentication auth, Token token) throws Exception {
        var response = TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(endpoint("token/introspect"), auth, token)
                        .toHTTPRequest()
                        .send());
        return response.toSuccessResponse().isActive();
    }

    /** As a resource server verifies access tokens (RFC 9068 §4). */
    private static JWTClaimsSet verified(String token, Issuer issuer) throws Exception {
        var keys = JWKSourceBuilder.create(endpoint("certs").toURL()).build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer.getValue()).build(),
                Set.of("sub", "aud", "exp", "iat", "jti", "client_id")));
        return processor.process(token, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_program_asks_for_itself(boolean basic) throws Exception {
        Made client = Server.client(Map.of());
        ClientAuthentication auth = auth(client, basic);
        OIDCTokenResponse first = tokens(auth, new ClientCredentialsGrant());
        var issuer = new Issuer(
                Server.claims(first.getTokens().getAccessToken().getValue()).getIssuer());
        assertThat(verified(first.getTokens().getAccessToken().getValue(), issuer)
                        .getSubject())
                .isEqualTo("admin");
        OIDCTokenResponse next =
                tokens(auth, new RefreshTokenGrant(first.getTokens().getRefreshToken()));
        assertThat(isActive(auth, next.getTokens().getAccessToken())).isTrue();
        assertThat(isActive(auth, next.getTokens().getRefreshToken())).isTrue();
        var revoked = new TokenRevocationRequest(
                        endpoint("revoke"), auth, next.getTokens().getRefreshToken())
                .toHTTPRequest()
                .send();
        assertThat(revoked.indicatesSuccess()).isTrue();
        assertThat(isActive(auth, next.getTokens().getAccessToken())).isFalse();
        assertThat(Server.holds(first.getTokens().getAccessToken().getValue())).isFalse();
    }

    @Test
    void a_program_asks_a_person() throws Exception {
        var body = new HashMap<String, Object>(Person.ASKS_PEOPLE);
        body.put("scopes", List.of("openid", "profile", "data:r"));
        Made client = Server.client(body);
        var state = new State();
        var nonce = new Nonce();
        var request =
                Person.request(client, "state", state.getValue(), "nonce", nonce.getValue(), "scope", "openid profile");
        Map<String, String> answer = new Person().allows(request, "user");
        var response = AuthorizationResponse.parse(
                URI.create(Person.CALLBACK),
                answer.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
        assertThat(response.getState()).isEqualTo(state);
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        OIDCTokenResponse given = tokens(
                auth(client, true),
                new AuthorizationCodeGrant(code, URI.create(Person.CALLBACK), new CodeVerifier(Person.VERIFIER)));
        var validator = new IDTokenValidator(
                response.getIssuer(),
                new ClientID(client.id()),
                JWSAlgorithm.RS256,
                endpoint("certs").toURL());
        var claims = validator.validate(given.getOIDCTokens().getIDToken(), nonce);
        assertThat(claims.getSubject().getValue()).isEqualTo("user");
        assertThat(claims.getAuthenticationTime()).isNotNull();
        var userinfo = UserInfoResponse.parse(
                new UserInfoRequest(endpoint("userinfo"), given.getOIDCTokens().getBearerAccessToken())
                        .toHTTPRequest()
                        .send());
        assertThat(userinfo.toSuccessResponse().getUserInfo().getName()).isEqualTo("Ursule Petit");
        assertThat(Scope.parse("openid profile"))
                .isEqualTo(given.getOIDCTokens().getAccessToken().getScope());
    }

    @Test
    void each_error_is_one_that_the_sdk_knows() throws Exception {
        Made client = Server.client(Map.of());
        for (AuthorizationGrant grant : Stream.<AuthorizationGrant>of(
                        new RefreshTokenGrant(new com.nimbusds.oauth2.sdk.token.RefreshToken("psr_x")),
                        new AuthorizationCodeGrant(new AuthorizationCode("psa_x"), null))
                .toList()) {
            var response = OIDCTokenResponseParser.parse(new TokenRequest(endpoint("token"), auth(client, true), grant)
                    .toHTTPRequest()
                    .send());
            assertThat(TokenErrorResponse.getStandardErrors())
                    .contains(response.toErrorResponse().getErrorObject());
        }
    }
}
