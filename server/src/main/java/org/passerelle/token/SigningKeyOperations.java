package org.passerelle.token;

import com.nimbusds.jose.jwk.JWK;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.credential.Lifetime;
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

/** The keys that sign tokens: what everyone may know of them (RFC 7517 §5), and their rotation (wire.md §1, §2). */
@Singleton
public final class SigningKeyOperations implements Capability {

    private static final String KEY_SET = """
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
            "n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWh","e":"AQAB"}]}""";
    private static final String FRESH_FOR = "public, max-age=60";

    private final SigningKeys keys;
    private final TokenSettings settings;

    @Inject
    SigningKeyOperations(SigningKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** How a rotation shall go. */
    public record RotationBody(
            @Doc(
                    value =
                            "How long the key before goes on verifying (PnDTnHnMnS); left out, until its last token ends",
                    example = "PT24H")
            @Nullable
            String overlap) {}

    /** What a rotation did. */
    public record RotationView(
            @Doc(
                    value = "Names the key that signs from now on",
                    example = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
            String kid,

            @Doc(value = "Its algorithm", example = "RS256") String algorithm,

            @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
            Instant created,

            @Doc(value = "Names the key before", example = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWk")
            String before,

            @Doc(value = "When the key before verifies no more", example = "2026-11-23T08:30:00.000+0000")
            Instant beforeEnds) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/auth/realms/{realm}/protocol/openid-connect/certs")
                        .named("oauth.certs", "Show the public keys that verify tokens (JSON Web Key Set)")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.open())
                        .answers(
                                200,
                                new Shape.Members("A JSON Web Key Set (RFC 7517 §5)", KEY_SET),
                                Set.of(Format.JSON))
                        .by(this::published),
                Operation.post("/api/v1/auth/signing-keys/rotate")
                        .named(
                                "auth.signingKeys.rotate",
                                "Sign tokens by a new key; those of the key before go on holding")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.write(ApiType.AUTHENTICATION))
                        .takes(RotationBody.class, "signingKeyRotation")
                        .orNothing()
                        .answers(200, Shape.of(RotationView.class, "signingKey"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::rotate));
    }

    private Reply published(Call call) {
        if (!call.path("realm").equals(settings.realm())) {
            throw Fault.notFound("There is no such realm.");
        }
        List<Map<String, Object>> published =
                keys.published().stream().map(JWK::toJSONObject).toList();
        return Reply.ok(Map.of("keys", published), "jwks").with("Cache-Control", FRESH_FOR);
    }

    private Reply rotate(Call call) {
        String overlap = call.body().isEmpty()
                ? null
                : call.body().as(RotationBody.class).overlap();
        SigningKeys.Rotation done = keys.rotate(call.change(), overlap == null ? null : overlap(overlap));
        return Reply.ok(
                new RotationView(
                        done.key().kid(),
                        done.key().algorithm().getName(),
                        done.created(),
                        done.before().kid(),
                        done.ends()),
                "signingKey");
    }

    /** Nothing is an overlap too: of a key that others may know. */
    private static Duration overlap(String text) {
        return text.equals("PT0S") ? Duration.ZERO : Lifetime.parse("overlap", text);
    }
}
