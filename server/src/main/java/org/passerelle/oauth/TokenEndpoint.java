package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.token.TokenSettings;

/** {@code POST …/protocol/openid-connect/token} (RFC 6749 §3.2; ITCare I3 and I4). */
@Singleton
public final class TokenEndpoint implements Capability {

    private final TokenDesk desk;
    private final TokenSettings settings;

    @Inject
    TokenEndpoint(TokenDesk desk, TokenSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post(Realm.PROTOCOL + "/token")
                .named("oauth.token", "Get tokens for an OAuth client")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.open())
                .lets(Operation.Credentials.ITSELF)
                .takes(Shape.of(TokenForm.class, "token"), Set.of(Format.FORM))
                .answers(200, Shape.of(TokenAnswer.class, "token"), Set.of(Format.JSON))
                .changes(DryRun.CATALOGUE)
                .refusesBy(Operation.Faults.OAUTH)
                .by(this::answer));
    }

    private Reply answer(Call call) {
        Realm.check(call, settings);
        try {
            return desk.ask(call, Form.sent(call), true).reply(call.dryRun());
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }
}
