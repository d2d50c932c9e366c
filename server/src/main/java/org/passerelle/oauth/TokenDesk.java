package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Call;

/** Who asks for tokens, and by which grant: what both token endpoints have in common (RFC 6749 §3.2). */
@Singleton
final class TokenDesk {

    private final ClientDoor door;
    private final ClientTrail trail;
    private final ClientCredentialsGrant credentials;
    private final RefreshTokenGrant refresh;
    private final AuthorizationCodeGrant codes;
    private final TokenExchangeGrant exchange;

    @Inject
    TokenDesk(
            ClientDoor door,
            ClientTrail trail,
            ClientCredentialsGrant credentials,
            RefreshTokenGrant refresh,
            AuthorizationCodeGrant codes,
            TokenExchangeGrant exchange) {
        this.door = door;
        this.trail = trail;
        this.credentials = credentials;
        this.refresh = refresh;
        this.codes = codes;
        this.exchange = exchange;
    }

    /** @throws Refusal in the words of RFC 6749 §5.2 */
    Given ask(Call call, Form form, boolean mayRefresh) {
        Client client = door.enter(call, form);
        try {
            Given given = give(call, client, form, mayRefresh);
            trail.given(call, client, given, given.refresh() != null || form.has("code"));
            return given;
        } catch (Refusal refusal) {
            trail.refused(call, client, refusal);
            throw refusal;
        }
    }

    private Given give(Call call, Client client, Form form, boolean mayRefresh) {
        GrantKind kind = GrantKind.of(form.need("grant_type"))
                .orElseThrow(
                        () -> new Refusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "There is no such grant_type here."));
        if (!client.has(kind)) {
            throw new Refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "This client may not ask by " + kind.word() + ".");
        }
        Target.check(form, call.terms().publicUrl());
        Unit unit = call.change();
        String address = call.terms().address();
        return switch (kind) {
            case CLIENT_CREDENTIALS -> credentials.give(unit, client, form, mayRefresh);
            case REFRESH_TOKEN -> refresh.give(unit, client, form, address);
            case AUTHORIZATION_CODE -> codes.give(unit, client, form, address);
            case TOKEN_EXCHANGE -> exchange.give(unit, client, form, address);
        };
    }
}
