package org.passerelle.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.credential.Callers;
import org.passerelle.credential.Delegation;
import org.passerelle.credential.Lifetime;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code POST /api/v1/auth/jwt}: a token for oneself, or for whom one may act for (wire.md §2; DigDash D4 and D5). */
@Singleton
public final class JwtOperation implements Capability {

    private static final String NOTE = "No permissions were given: this token can only read /api/v1/auth/me.";

    private final Tokens tokens;
    private final TokenSettings settings;
    private final Callers callers;
    private final Clock clock;

    @Inject
    JwtOperation(Tokens tokens, TokenSettings settings, Callers callers, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.callers = callers;
        this.clock = clock;
    }

    /** A token as it is asked for. */
    public record JwtBody(
            @Doc(
                    value = "For whom it shall stand, by someone who holds admin.impersonate; left out, its maker",
                    example = "anne")
            @Nullable
            String targetUser,

            @Doc(value = "How long it lasts (PnDTnHnMnS); left out, an hour", example = "PT5M") @Nullable
            String expires,

            @Doc(
                    value = "What it allows, by API type: none, r or rw; a type left out is none",
                    example = "{\"data\":\"r\"}")
            @Nullable
            Map<String, String> permissions) {

        static final JwtBody EMPTY = new JwtBody(null, null, null);
    }

    /** A new token. */
    public record Jwt(
            @Doc(
                    value = "The token, to be sent as Authorization: Bearer",
                    example = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm5lIn0.c2lnbmVk")
            String token,

            @Doc(value = "Said when it can do next to nothing") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String note) {

        @Override
        public String toString() {
            return "a token";
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/auth/jwt")
                .named("auth.jwt", "Make a token (JWT)")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .takes(JwtBody.class, "jwtRequest")
                .orNothing()
                .answers(201, Shape.of(Jwt.class, "jwt"))
                .changes(DryRun.CATALOGUE)
                .by(this::create));
    }

    private Reply create(Call call) {
        Caller caller = call.caller();
        Caller.Kind kind = caller.credential().kind();
        if (kind == Caller.Kind.JWT || kind == Caller.Kind.OAUTH) {
            throw Fault.forbidden("A token makes no token: come with a password or an API key.");
        }
        JwtBody body = call.body().isEmpty() ? JwtBody.EMPTY : call.body().as(JwtBody.class);
        Permissions permissions = Permissions.parse(body.permissions() == null ? Map.of() : body.permissions());
        Duration wanted = body.expires() == null ? null : Lifetime.parse("expires", body.expires());
        Delegation.check(caller, permissions);
        String user = callers.standingFor(caller, body.targetUser());
        Duration lifetime =
                Objects.requireNonNullElse(Delegation.lifetime(caller, wanted, clock.instant()), settings.lifetime());
        Tokens.Issued token = tokens.issue(
                call.change(),
                new Tokens.Wanted(
                        user,
                        user.equals(caller.user()) ? null : caller.user(),
                        null,
                        kind == Caller.Kind.API_KEY ? caller.credential().id() : null,
                        permissions,
                        lifetime));
        var jwt = new Jwt(call.dryRun() ? "dry-run" : token.text(), permissions.isNone() ? NOTE : null);
        return new Reply.Value(201, jwt, "jwt", Map.of("Cache-Control", "no-store"));
    }
}
