package org.passerelle.address;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * The addresses from which something may be used (wire.md §3). Immutable. Entries stand between {@code ;}:
 *
 * <pre>
 * 203.0.113.7   2001:db8::7             one address
 * 10.0.0.0/8    2001:db8::/32           a network
 * 192.168.1.*                           the same, by whole parts at the end
 * 10.0.0.1-10.0.0.20                    from one to the other, both included
 * *                                     everywhere, as an empty list</pre>
 *
 * Old ways to write an address (octal, hexadecimal, fewer than four parts) are refused: others read them otherwise.
 * {@code ::ffff:10.0.0.1} is {@code 10.0.0.1}.
 */
public final class AddressList {

    /** No restriction. */
    public static final AddressList ANY = new AddressList("", true, List.of());

    private static final int LONGEST = 10_000;
    private static final IPAddressStringParameters ADDRESS =
            strict(RangeParameters.NO_RANGE).allowPrefix(false).toParams();
    private static final IPAddressStringParameters NETWORK =
            strict(RangeParameters.WILDCARD_ONLY).toParams();

    private final String text;
    private final boolean any;

    /** Disjoint. */
    private final List<IPAddressSeqRange> ranges;

    private AddressList(String text, boolean any, List<IPAddressSeqRange> ranges) {
        this.text = text;
        this.any = any;
        this.ranges = ranges;
    }

    /**
     * @param member the member of the body that holds the list
     * @param text null and blank are no restriction
     * @throws Fault 422 that names the entry that cannot be read
     */
    public static AddressList parse(String member, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return ANY;
        }
        if (text.length() > LONGEST) {
            throw Fault.inconsistentMember(member, "is {} characters long at most", LONGEST);
        }
        List<String> entries = Stream.of(text.split(";"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (entries.isEmpty()) {
            throw Fault.inconsistentMember(member, "names no address");
        }
        var ranges = new ArrayList<IPAddressSeqRange>();
        for (String entry : entries) {
            if (!entry.equals("*")) {
                ranges.add(range(entry)
                        .orElseThrow(() -> Fault.inconsistentMember(
                                member, "\"{}\" is no address, network (10.0.0.0/8) or range (a-b)", shown(entry))));
            }
        }
        return entries.contains("*")
                ? new AddressList("*", true, List.of())
                : new AddressList(
                        String.join(";", entries),
                        false,
                        List.of(IPAddressSeqRange.join(ranges.toArray(IPAddressSeqRange[]::new))));
    }

    /** A list that was kept. What cannot be read, though it was when it was saved, has no address: it must not open more than it did. */
    public static AddressList kept(@Nullable String text) {
        try {
            return parse("ips", text);
        } catch (Fault e) {
            return new AddressList(String.valueOf(text), false, List.of());
        }
    }

    /** Whether every address is in. */
    public boolean isAny() {
        return any;
    }

    /** @param address as text; what is no address is in no list but one without restriction */
    public boolean has(String address) {
        if (any) {
            return true;
        }
        IPAddress found = address(address);
        if (found == null) {
            return false;
        }
        for (IPAddressSeqRange range : ranges) {
            if (range.contains(found)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the other list has every address that this one has. */
    public boolean isWithin(AddressList other) {
        return other.any
                || !any
                        && ranges.stream()
                                .allMatch(mine -> other.ranges.stream().anyMatch(its -> its.contains(mine)));
    }

    /** One address as text; null when it is none. A zone ({@code %eth0}) does not count. */
    static @Nullable IPAddress address(String text) {
        int zone = text.indexOf('%');
        IPAddress address = new IPAddressString(zone < 0 ? text : text.substring(0, zone), ADDRESS).getAddress();
        return address == null ? null : unmapped(address);
    }

    private static Optional<IPAddressSeqRange> range(String entry) {
        int dash = entry.indexOf('-');
        if (dash >= 0) {
            return range(
                    entry.substring(0, dash).strip(), entry.substring(dash + 1).strip());
        }
        IPAddress network = new IPAddressString(entry, NETWORK).getAddress();
        if (network == null || entry.contains("/0") && !entry.endsWith("/0")) {
            return Optional.empty();
        }
        IPAddress block = (network.isPrefixed() ? network.toPrefixBlock() : network).withoutPrefixLength();
        IPAddress from = unmapped(block.getLower());
        IPAddress to = unmapped(block.getUpper());
        return block.isSequential() && from.getIPVersion() == to.getIPVersion()
                ? Optional.of(from.spanWithRange(to))
                : Optional.empty();
    }

    private static Optional<IPAddressSeqRange> range(String first, String last) {
        IPAddress from = address(first);
        IPAddress to = address(last);
        boolean good = from != null
                && to != null
                && (first + last).indexOf('%') < 0
                && from.getIPVersion() == to.getIPVersion()
                && from.compareTo(to) <= 0;
        return from != null && good ? Optional.of(from.spanWithRange(to)) : Optional.empty();
    }

    private static IPAddress unmapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    private static IPAddressStringParameters.Builder strict(RangeParameters wildcards) {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(wildcards)
                .allow_inet_aton(false)
                .getIPv4AddressParametersBuilder()
                .allowBinary(false)
                .allowLeadingZeros(false)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowBinary(false)
                .allowBase85(false)
                .allowZone(false)
                .getParentBuilder();
    }

    private static String shown(String entry) {
        return entry.length() <= 60 ? entry : entry.substring(0, 60) + "…";
    }

    /** As it is shown: null for no restriction, unless that was said by {@code *}. */
    public @Nullable String orNull() {
        return text.isEmpty() ? null : text;
    }

    /** As it was written, without blanks; empty for no restriction, unless that was said by {@code *}. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressList that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
