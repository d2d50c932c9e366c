package org.passerelle.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;

/**
 * No credential makes another that can do more (wire.md §2). A password may name any permission, because the user's ACLs meet it at each
 * call; a token that acts for another makes nothing; what a JWT makes does not outlive it; what is bound to addresses or to a rate binds
 * what it makes.
 */
public final class Delegation {

    private Delegation() {}

    /** @throws Fault 403 that names what is too much */
    public static void check(Caller maker, Permissions wanted) {
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
                    "Your credential does not allow {}, so it cannot give it.", String.join(", ", excess));
        }
    }

    /**
     * @param wanted null for a credential that does not end by itself
     * @return how long it may last: what was wanted, or what is left of the maker
     * @throws Fault 403 when it should outlive its maker
     */
    public static @Nullable Duration lifetime(Caller maker, @Nullable Duration wanted, Instant now) {
        Instant end = maker.credential().expires();
        boolean bound = switch (maker.credential().kind()) {
            case JWT, OAUTH -> true;
            case NONE, EVERYBODY, PERMISSION, PASSWORD, API_KEY, CONSOLE -> false;
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

    /**
     * @param wanted a list as it is written; null or empty for what the maker is bound to
     * @throws Fault 422 when it cannot be read, 403 when it holds addresses from which the maker may not ask
     */
    public static AddressList addresses(Caller maker, @Nullable String wanted) {
        AddressList own = maker.bounds().own().addresses();
        AddressList list = AddressList.parse("ips", wanted);
        if (list.isAny() && list.toString().isEmpty()) {
            return own;
        }
        if (!list.isWithin(own)) {
            throw Fault.forbidden("Your credential is bound to {}, so it cannot give more addresses.", own);
        }
        return list;
    }

    /**
     * @param wanted requests a minute; null when nothing is asked
     * @param standard what a credential has of which nothing is said
     * @throws Fault 403 for a figure above what the maker may give
     */
    public static @Nullable Integer rate(Caller maker, @Nullable Integer wanted, int standard) {
        Integer own = maker.bounds().own().rate();
        int most = own == null ? standard : Math.min(own, standard);
        if (wanted == null) {
            return most < standard ? own : null;
        }

        if (wanted > most && !maker.level(ApiType.USERS).holds(Level.RW)) {
            throw Fault.forbidden("A rateLimit above {} needs the right users:rw.", most);
        }
        return wanted;
    }
}
