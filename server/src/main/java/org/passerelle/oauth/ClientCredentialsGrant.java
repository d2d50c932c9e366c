package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.passerelle.catalogue.Unit;
import org.passerelle.token.Revocations;

/** {@code grant_type=client_credentials} (RFC 6749 §4.4): the client asks for its own user. */
@Singleton
final class ClientCredentialsGrant {

    private final Families families;
    private final Revocations revocations;

    @Inject
    ClientCredentialsGrant(Families families, Revocations revocations) {
        this.families = families;
        this.revocations = revocations;
    }

    /** @param mayRefresh whether the answer has room for a refresh token, as ITCare documents it (I4) */
    Given give(Unit unit, Client client, Form form, boolean mayRefresh) {
        String user = client.user();
        if (user == null) {
            throw new Refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "This client asks for nobody: it has no user.");
        }
        List<String> own = client.scopes().stream()
                .filter(scope -> !Scopes.tellsIdentity(scope))
                .toList();
        Set<String> scope = Scopes.granted(form.get("scope"), own);
        if (scope.isEmpty()) {
            throw new Refusal(OAuth2Error.INVALID_SCOPE, "This client has no scope for itself.");
        }
        var allowed = new Families.Allowed(client, user, client.actor(), scope, revocations.count(unit));
        return mayRefresh && client.has(GrantKind.REFRESH_TOKEN)
                ? families.begin(unit, allowed, families.freshId())
                : families.accessToken(unit, allowed, null, client.lifetimes().access());
    }
}
