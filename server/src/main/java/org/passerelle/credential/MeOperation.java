package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.limit.RateLimits;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Acls;

/** {@code GET /api/v1/auth/me}: who one is to this server, and what one may do (wire.md §8). */
@Singleton
public final class MeOperation implements Capability {

    private final RateLimits limits;

    @Inject
    MeOperation(RateLimits limits) {
        this.limits = limits;
    }

    /** What a caller is told of himself. */
    public record Me(
            @Doc(value = "The account", example = "anne") String user,

            @Doc(value = "Who really asks, when acting for the account", example = "owner") @Nullable
            String actor,

            @Doc(value = "By what: password, apikey, jwt, oauth or console", example = "apikey")
            String credential,

            @Doc(value = "What the credential allows", example = "{\"data\":\"r\"}")
            Map<String, String> permissions,

            @Doc(value = "What the account holds", example = "api.access")
            List<String> acls,

            @Doc(value = "Requests a minute", example = "30")
            int rateLimit,

            @Doc(value = "From where one may come; null for everywhere", example = "203.0.113.7;10.0.0.0/8") @Nullable
            String ips,

            @Doc(value = "When the credential ends by itself", example = "2026-12-22T08:30:00.000+0000") @Nullable
            Instant expires) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/v1/auth/me")
                .named("auth.me", "Show who one is and what one may do")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.known())
                .answers(200, Shape.of(Me.class, "me"))
                .by(call -> Reply.ok(me(call.caller()), "me")));
    }

    private Me me(Caller caller) {
        return new Me(
                caller.user(),
                caller.actor(),
                caller.credential().kind().word(),
                caller.permissions().words(),
                caller.holdings().owner()
                        ? List.copyOf(Acls.ALL)
                        : caller.holdings().acls().stream().sorted().toList(),
                limits.figure(caller),
                caller.bounds().addresses().orNull(),
                caller.credential().expires());
    }
}
