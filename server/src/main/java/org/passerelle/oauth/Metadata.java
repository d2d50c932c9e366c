package org.passerelle.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.access.Right;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.token.SigningKeys;
import org.passerelle.token.TokenSettings;

/** What a client needs to know of this server, where RFC 8414 and OpenID Connect Discovery look for it. */
@Singleton
public final class Metadata implements Capability {

    private static final String FRESH_FOR = "public, max-age=300";
    private static final String EXAMPLE = """
            {"issuer":"https://api.example.org/auth/realms/passerelle",
            "token_endpoint":"https://api.example.org/auth/realms/passerelle/protocol/openid-connect/token",
            "grant_types_supported":["client_credentials","authorization_code","refresh_token"]}""";

    private static final List<ClientAuthenticationMethod> SECRETS =
            List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

    private final TokenSettings settings;
    private final SigningKeys keys;

    @Inject
    Metadata(TokenSettings settings, SigningKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                at(Realm.PATH + "/.well-known/openid-configuration", "oauth.openidConfiguration", "OpenID Connect"),
                at("/.well-known/oauth-authorization-server" + Realm.PATH, "oauth.metadata", "RFC 8414"));
    }

    private Operation at(String path, String name, String standard) {
        return Operation.get(path)
                .named(name, "Show where the authorization server's endpoints are (" + standard + ")")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.open())
                .answers(
                        200,
                        new Shape.Members("Authorization server metadata (RFC 8414 §2)", EXAMPLE),
                        Set.of(Format.JSON))
                .by(this::answer);
    }

    private Reply answer(Call call) {
        Realm.check(call, settings);
        return Reply.ok(metadata().toJSONObject(), "metadata").with("Cache-Control", FRESH_FOR);
    }

    OIDCProviderMetadata metadata() {
        var metadata =
                new OIDCProviderMetadata(new Issuer(settings.issuer()), List.of(SubjectType.PUBLIC), endpoint("certs"));
        metadata.setAuthorizationEndpointURI(endpoint("auth"));
        metadata.setTokenEndpointURI(endpoint("token"));
        metadata.setIntrospectionEndpointURI(endpoint("token/introspect"));
        metadata.setRevocationEndpointURI(endpoint("revoke"));
        metadata.setUserInfoEndpointURI(endpoint("userinfo"));
        metadata.setServiceDocsURI(URI.create(settings.audience() + "/swagger/"));
        metadata.setScopes(Scope.parse(Scopes.all()));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(Stream.of(GrantKind.values())
                .map(kind -> new GrantType(kind.word()))
                .toList());
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setTokenEndpointAuthMethods(Stream.concat(SECRETS.stream(), Stream.of(ClientAuthenticationMethod.NONE))
                .toList());
        metadata.setIntrospectionEndpointAuthMethods(SECRETS);
        metadata.setRevocationEndpointAuthMethods(metadata.getTokenEndpointAuthMethods());
        metadata.setIDTokenJWSAlgs(
                keys.publicAlgorithm().map(JWSAlgorithm::parse).stream().toList());
        metadata.setClaimTypes(List.of(ClaimType.NORMAL));
        metadata.setClaims(UserinfoEndpoint.CLAIMS);
        metadata.setUILocales(languages());
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setSupportsRequestURIParam(false);
        return metadata;
    }

    private URI endpoint(String name) {
        return URI.create(settings.issuer() + "/protocol/openid-connect/" + name);
    }

    private static List<LangTag> languages() {
        try {
            return List.of(new LangTag("en"), new LangTag("fr"));
        } catch (LangTagException e) {
            throw new IllegalStateException(e);
        }
    }
}
