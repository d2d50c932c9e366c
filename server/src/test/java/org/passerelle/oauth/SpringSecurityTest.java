package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.OwnAddressHouse;
import org.passerelle.oauth.Server.Made;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientTokenExchangeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.TokenExchangeGrantRequest;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** The whole life of tokens by Spring Security's client, and their checking by its resource server: both know the issuer and no more. */
@QuarkusTest
@WithTestResource(OwnAddressHouse.class)
class SpringSecurityTest {

    private static String issuer() {
        return "http://localhost:" + Client.port() + "/auth/realms/cloud";
    }

    /** As an application is told of us: where the issuer is, and which client it is. */
    private static ClientRegistration registration(Made client, AuthorizationGrantType grant, String... scopes) {
        return ClientRegistrations.fromIssuerLocation(issuer())
                .registrationId("passerelle")
                .clientId(client.id())
                .clientSecret(client.secret())
                .authorizationGrantType(grant)
                .redirectUri(Person.CALLBACK)
                .scope(scopes)
                .build();
    }

    private static OAuth2AccessTokenResponse forItself(ClientRegistration registration) {
        return new RestClientClientCredentialsTokenResponseClient()
                .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration));
    }

    @Test
    void a_program_asks_for_itself_and_goes_on_by_its_refresh_token() {
        ClientRegistration registration =
                registration(Server.client(Map.of()), AuthorizationGrantType.CLIENT_CREDENTIALS, "data:rw");
        OAuth2AccessTokenResponse first = forItself(registration);
        assertThat(first.getAccessToken().getScopes()).containsExactly("data:rw");
        assertThat(Server.holds(first.getAccessToken().getTokenValue())).isTrue();
        var refreshing = new RestClientRefreshTokenTokenResponseClient();
        var request = new OAuth2RefreshTokenGrantRequest(registration, first.getAccessToken(), first.getRefreshToken());
        OAuth2AccessTokenResponse next = refreshing.getTokenResponse(request);
        assertThat(next.getRefreshToken().getTokenValue())
                .isNotEqualTo(first.getRefreshToken().getTokenValue());
        assertThatThrownBy(() -> refreshing.getTokenResponse(request))
                .isInstanceOfSatisfying(
                        OAuth2AuthorizationException.class,
                        refused -> assertThat(refused.getError().getErrorCode()).isEqualTo("invalid_grant"));
        assertThat(Server.holds(next.getAccessToken().getTokenValue())).isFalse();
    }

    @Test
    void its_manager_of_clients_needs_nothing_but_the_registration() {
        ClientRegistration registration =
                registration(Server.client(Map.of()), AuthorizationGrantType.CLIENT_CREDENTIALS);
        var registrations = new InMemoryClientRegistrationRepository(registration);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials()
                .build());
        var authorized = manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("passerelle")
                .principal("a program")
                .build());
        assertThat(Server.holds(authorized.getAccessToken().getTokenValue())).isTrue();
    }

    @Test
    void a_program_exchanges_a_token_for_a_narrower_one() {
        Made client = Server.client(Map.of(
                "grants",
                List.of("client_credentials", GrantKind.TOKEN_EXCHANGE.word()),
                "scopes",
                List.of("data:r", "data:rw")));
        OAuth2AccessToken wide = forItself(registration(client, AuthorizationGrantType.CLIENT_CREDENTIALS))
                .getAccessToken();
        OAuth2AccessToken narrow = new RestClientTokenExchangeTokenResponseClient()
                .getTokenResponse(new TokenExchangeGrantRequest(
                        registration(client, AuthorizationGrantType.TOKEN_EXCHANGE, "data:r"), wide, null))
                .getAccessToken();
        assertThat(narrow.getScopes()).containsExactly("data:r");
    }

    @Test
    void a_program_lets_a_person_sign_in() throws Exception {
        Made client = Server.client(Map.of(
                "grants",
                List.of("authorization_code", "refresh_token"),
                "redirectUris",
                List.of(Person.CALLBACK),
                "scopes",
                List.of("openid", "profile", "data:r")));
        ClientRegistration registration =
                registration(client, AuthorizationGrantType.AUTHORIZATION_CODE, "openid", "profile", "data:r");
        OAuth2AuthorizationRequest request = asking(registration);
        Map<String, String> answer = new Person().follows(URI.create(request.getAuthorizationRequestUri()), "user");
        var response = OAuth2AuthorizationResponse.success(answer.get("code"))
                .state(answer.get("state"))
                .redirectUri(Person.CALLBACK)
                .build();
        Authentication signedIn = new OidcAuthorizationCodeAuthenticationProvider(
                        new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService())
                .authenticate(new OAuth2LoginAuthenticationToken(
                        registration, new OAuth2AuthorizationExchange(request, response)));
        var person = (OidcUser) signedIn.getPrincipal();
        assertThat(person.getSubject()).isEqualTo("user");
        assertThat(person.getFullName()).isEqualTo("Ursule Petit");
        assertThat(person.getIdToken().getIssuer()).hasToString(issuer());
    }

    /** What Spring's filter makes of a person's first request: PKCE, and a nonce of which the client is sent the hash. */
    private static OAuth2AuthorizationRequest asking(ClientRegistration registration) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("a nonce".getBytes(StandardCharsets.US_ASCII));
        var asking = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state("a state")
                .attributes(all -> all.put("nonce", "a nonce"))
                .additionalParameters(all ->
                        all.put("nonce", Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(asking);
        return asking.build();
    }

    @Test
    void its_resource_server_knows_our_access_tokens_by_their_profile() {
        Made client = Server.client(Map.of());
        OAuth2AccessToken token = forItself(registration(client, AuthorizationGrantType.CLIENT_CREDENTIALS))
                .getAccessToken();
        var decoder = NimbusJwtDecoder.withIssuerLocation(issuer()).build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer())
                .audience("http://localhost:" + Client.port())
                .clientId(client.id())
                .build());
        var checking = new JwtAuthenticationProvider(decoder);
        Authentication program = checking.authenticate(new BearerTokenAuthenticationToken(token.getTokenValue()));
        assertThat(program.getName()).isEqualTo("admin");
        assertThat(program.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("SCOPE_data:rw");
        String jwt = Server.as("admin").body("{}").post("/api/v1/auth/jwt").path("token");
        assertThatThrownBy(() -> checking.authenticate(new BearerTokenAuthenticationToken(jwt)))
                .as("a JWT of /auth/jwt is no access token")
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void its_resource_server_asks_what_a_token_is_worth() {
        Made client = Server.client(Map.of());
        ClientRegistration registration = registration(client, AuthorizationGrantType.CLIENT_CREDENTIALS);
        String token = forItself(registration).getAccessToken().getTokenValue();
        var asking =
                new OpaqueTokenAuthenticationProvider(SpringOpaqueTokenIntrospector.withIntrospectionUri(registration
                                .getProviderDetails()
                                .getConfigurationMetadata()
                                .get("introspection_endpoint")
                                .toString())
                        .clientId(client.id())
                        .clientSecret(client.secret())
                        .build());
        assertThat(asking.authenticate(new BearerTokenAuthenticationToken(token))
                        .getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("SCOPE_data:rw");
        Server.ask(client, "revoke", "token", token).then().statusCode(200);
        assertThatThrownBy(() -> asking.authenticate(new BearerTokenAuthenticationToken(token)))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }
}
