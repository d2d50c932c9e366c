package org.passerelle.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The other realm, as a client speaks with it (OpenID Connect Core §3.1, with PKCE). What it publishes of itself is read at each sign-in, its
 * keys are kept for some minutes. Thread-safe.
 */
final class OidcProvider {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 500_000;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.EdDSA);

    private final OidcSettings settings;
    private final URI issuer;

    OidcProvider(OidcSettings settings, URI issuer) {
        this.settings = settings;
        this.issuer = issuer;
    }

    /** What one visit to the other realm must bring back. */
    record Visit(String state, String nonce, String verifier) {

        static Visit fresh() {
            return new Visit(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }

        @Override
        public String toString() {
            return "visit to another realm";
        }
    }

    /** Where the browser goes. */
    URI door(Visit visit, URI back) throws IOException, GeneralException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        back)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(visit.state()))
                .nonce(new Nonce(visit.nonce()))
                .codeChallenge(new CodeVerifier(visit.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who it was: the code is given for tokens, the ID token is verified, and what it does not say, the user info endpoint does. */
    OidcPerson person(String code, Visit visit, URI back)
            throws IOException, GeneralException, BadJOSEException, JOSEException {
        OIDCProviderMetadata metadata = metadata();
        OIDCTokens tokens = tokens(metadata, code, visit, back);
        IDTokenClaimsSet identity = validator(metadata).validate(tokens.getIDToken(), new Nonce(visit.nonce()));
        Map<String, Object> claims = new HashMap<>();
        if (metadata.getUserInfoEndpointURI() != null) {
            claims.putAll(more(metadata.getUserInfoEndpointURI(), tokens.getAccessToken(), identity));
        }
        claims.putAll(identity.toJSONObject());
        return new OidcPerson(issuer.toString(), identity.getSubject().getValue(), claims);
    }

    private OIDCProviderMetadata metadata() throws IOException, GeneralException {
        return OIDCProviderMetadata.resolve(new Issuer(issuer), PATIENCE_MILLIS, PATIENCE_MILLIS);
    }

    private OIDCTokens tokens(OIDCProviderMetadata metadata, String code, Visit visit, URI back)
            throws IOException, GeneralException {
        var client = new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret()));
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(visit.verifier()));
        var answer = OIDCTokenResponseParser.parse(
                ask(new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant)
                        .build()
                        .toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            throw new GeneralException(answer.toErrorResponse().getErrorObject());
        }
        return ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
    }

    private Map<String, Object> more(URI endpoint, AccessToken token, IDTokenClaimsSet identity)
            throws IOException, GeneralException {
        var answer = UserInfoResponse.parse(ask(new UserInfoRequest(endpoint, token).toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            return Map.of();
        }
        var info = answer.toSuccessResponse().getUserInfo();
        // it must be about him of whom the ID token is (OpenID Connect Core §5.3.2)
        return info != null && info.getSubject().equals(identity.getSubject()) ? info.toJSONObject() : Map.of();
    }

    private static HTTPResponse ask(HTTPRequest request) throws IOException {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setFollowRedirects(false);
        return request.send();
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LONGEST_ANSWER))
                .build();
        return new IDTokenValidator(
                new Issuer(issuer),
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                null);
    }
}
