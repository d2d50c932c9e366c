package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.token.Revocations;
import org.passerelle.token.TokenCheck;
import org.passerelle.token.TokenSettings;

/**
 * {@code POST …/revoke} (RFC 7009): a client gives a token of its own back. A refresh token ends with all that came of its grant, an access
 * token alone. What holds no more is no mistake (§2.2).
 */
@Singleton
public final class RevocationEndpoint implements Capability {

    private final ClientDoor door;
    private final TokenCheck tokens;
    private final Families families;
    private final Revocations revocations;
    private final ClientTrail trail;
    private final TokenSettings settings;

    @Inject
    RevocationEndpoint(
            ClientDoor door,
            TokenCheck tokens,
            Families families,
            Revocations revocations,
            ClientTrail trail,
            TokenSettings settings) {
        this.door = door;
        this.tokens = tokens;
        this.families = families;
        this.revocations = revocations;
        this.trail = trail;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post(Realm.PROTOCOL + "/revoke")
                .named("oauth.revoke", "Give a token back (RFC 7009)")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.open())
                .lets(Operation.Credentials.ITSELF)
                .takes(Shape.of(AboutToken.class, "token"), Set.of(Format.FORM))
                .answers(200, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .refusesBy(Operation.Faults.OAUTH)
                .by(this::answer));
    }

    private Reply answer(Call call) {
        Realm.check(call, settings);
        try {
            Form form = Form.sent(call);
            Client client = door.enter(call, form);
            revoke(call.change(), client, form.need("token"));
            trail.revoked(call, client);
            return new Reply.Empty(200, Refusal.NO_STORE);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private void revoke(Unit unit, Client client, String token) {
        Optional<TokenCheck.AccessToken> access = tokens.accessToken(token);
        if (access.isPresent()) {
            mustBeOwn(client, access.get().holder().client());
            revocations.token(unit, access.get().id());
            return;
        }
        LivingTokens.grantOf(unit, token).ifPresent(grant -> {
            mustBeOwn(client, grant.client());
            families.end(unit, grant);
        });
    }

    private static void mustBeOwn(Client client, String holder) {
        if (!client.id().equals(holder)) {
            throw new Refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "The token was given to another client.");
        }
    }
}
