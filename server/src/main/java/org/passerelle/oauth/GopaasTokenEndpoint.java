package org.passerelle.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * {@code POST /api/oauth2/access_token/}: the same, as GoPaaS documents it (G4): {@code Client Credentials} spelt out, {@code expires_in} a
 * text, and one sentence for whoever is not let in.
 */
@Singleton
public final class GopaasTokenEndpoint implements Capability {

    private static final String SPELT_OUT = "Client Credentials";
    private static final String REFUSED = "Invalid Information.";

    private final TokenDesk desk;

    @Inject
    GopaasTokenEndpoint(TokenDesk desk) {
        this.desk = desk;
    }

    /** A token as it is told here. */
    record GopaasToken(
            @Doc(
                    value = "The access token, for the paths under /api/oauth2",
                    example = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmVk")
            @JsonProperty("access_token")
            String accessToken,

            @Doc(value = "Bearer", example = "Bearer") @JsonProperty("token_type")
            String tokenType,

            @Doc(value = "Seconds until it ends, as a text", example = "60") @JsonProperty("expires_in")
            String expiresIn,

            @Doc(value = "What it was given for", example = "ADMIN")
            String scope) {

        @Override
        public String toString() {
            return "a token";
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/oauth2/access_token")
                .named("oauth2.accessToken", "Get an access token for an OAuth client")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.open())
                .lets(Operation.Credentials.ITSELF)
                .takes(Shape.of(TokenForm.class, "token"), Set.of(Format.FORM, Format.MULTIPART, Format.JSON))
                .answers(200, Shape.of(GopaasToken.class, "token"), Set.of(Format.JSON))
                .changes(DryRun.CATALOGUE)
                .refusesBy(Operation.Faults.MESSAGE)
                .by(this::answer));
    }

    private Reply answer(Call call) {
        try {
            Form form = Form.sent(call);
            boolean speltOut = SPELT_OUT.equalsIgnoreCase(form.get("grant_type"));
            Given given = desk.ask(
                    call, speltOut ? form.with("grant_type", GrantKind.CLIENT_CREDENTIALS.word()) : form, false);
            var token = new GopaasToken(
                    call.dryRun() ? "dry-run" : given.accessToken(),
                    "Bearer",
                    Long.toString(given.lifetime().toSeconds()),
                    Scopes.text(given.scope()));
            return new Reply.Value(200, token, "token", Refusal.NO_STORE);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private static Reply refused(Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 ->
                new Reply.Value(
                        Fault.Kind.UNAUTHENTICATED.status(), Map.of("msg", REFUSED), "problem", refusal.headers());
            default ->
                new Reply.Value(refusal.status(), Map.of("msg", refusal.description()), "problem", refusal.headers());
        };
    }
}
