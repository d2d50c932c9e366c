package org.passerelle.access;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.address.AddressList;

/**
 * How often and from where a caller may ask (wire.md §3).
 *
 * @param own what the credential is bound to, and everything that it makes
 * @param holders what its user is bound to, and who acts for him
 */
public record Bounds(Bound own, List<Bound> holders) {

    /**
     * @param rate requests a minute; null when nothing is said
     * @param addresses from where
     * @param domain under which alone it may be used; null for all
     * @param origins of whose pages it may be used, beside those that may use any
     */
    public record Bound(
            @Nullable Integer rate,
            AddressList addresses,
            @Nullable String domain,
            Set<String> origins) {

        public static final Bound NONE = new Bound(null, AddressList.ANY);

        public Bound {
            origins = Set.copyOf(origins);
        }

        public Bound(@Nullable Integer rate, AddressList addresses) {
            this(rate, addresses, null, Set.of());
        }
    }

    public static final Bounds NONE = new Bounds(Bound.NONE, List.of());

    public Bounds {
        holders = List.copyOf(holders);
    }

    /** Requests a minute: the credential's figure, else the least of its holders'; empty when none is said. */
    public OptionalInt rate() {
        Integer said = own.rate();
        return said != null
                ? OptionalInt.of(said)
                : holders.stream()
                        .map(Bound::rate)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .min();
    }

    /** Whether it may be used from there: all must allow. */
    public boolean allow(String address) {
        return own.addresses.has(address) && holders.stream().allMatch(h -> h.addresses.has(address));
    }

    /** The list that a person would look at first: the credential's, else a holder's, else one without restriction. */
    public AddressList addresses() {
        return Stream.concat(Stream.of(own), holders.stream())
                .map(Bound::addresses)
                .filter(list -> !list.isAny())
                .findFirst()
                .orElse(AddressList.ANY);
    }
}
