package org.passerelle.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.fault.Fault;

/**
 * No credential makes another that can do more (wire.md §2). A password may name any permission, because the user's ACLs meet it at each
 * call; a token that acts for another makes nothing; what a JWT makes does not outlive it.
 */
final class Delegation {

    private Delegation() {}

    /** @throws Fault 403 that names what is too much */
    static void check(Caller maker, Permissions wanted) {
        if (maker.actor() != null) {
            throw Fault.forbidden("Who acts for another makes no credentials.");
        }
        List<String> excess = new ArrayList<>();
        for (ApiType type : ApiType.values()) {
            if (!maker.permissions().of(type).holds(wanted.of(type))) {
                excess.add(type.word() + ":" + wanted.of(type).word());
            }
        }
        if (!excess.isEmpty()) {
            throw Fault.forbidden(
                    "Your credential does not allow " + String.join(", ", excess) + ", so it cannot give it.");
        }
    }

    /**
     * @param wanted null for a credential that does not end by itself
     * @return how long it may last: what was wanted, or what is left of the maker
     * @throws Fault 403 when it should outlive its maker
     */
    static @Nullable Duration lifetime(Caller maker, @Nullable Duration wanted, Instant now) {
        Instant end = maker.credential().expires();
        boolean bound = switch (maker.credential().kind()) {
            case JWT, OAUTH -> true;
            case NONE, PASSWORD, API_KEY -> false;
        };
        if (!bound || end == null) {
            return wanted;
        }
        Duration left = Duration.between(now, end);
        if (wanted != null && wanted.compareTo(left) > 0) {
            throw Fault.forbidden("Your token ends before that, and what it makes cannot outlive it.");
        }
        return wanted == null ? left : wanted;
    }
}
