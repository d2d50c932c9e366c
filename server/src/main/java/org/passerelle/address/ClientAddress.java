package org.passerelle.address;

import inet.ipaddr.IPAddress;
import java.util.List;

/**
 * Who a request is from, when it came by proxies (wire.md §3):
 *
 * <pre>
 * the socket's peer is no proxy of ours          the peer, whatever X-Forwarded-For says
 * it is one                                      the last entry of X-Forwarded-For; is that a proxy of ours too, the one before it …
 * an entry that cannot be read, or none left     the proxy that it came from</pre>
 *
 * So nobody's word counts but that of a proxy of ours, and what a client writes into the header itself stands too far left to be read.
 */
public final class ClientAddress {

    /** More proxies than this in a row is no network, but somebody's joke. */
    private static final int MOST = 50;

    private ClientAddress() {}

    /**
     * @param peer the socket's
     * @param forwarded the values of {@code X-Forwarded-For}, one of each header, in order
     * @param proxies ours; {@link AddressList#ANY} would make everybody one, so it stands for none
     */
    public static String of(String peer, List<String> forwarded, AddressList proxies) {
        if (forwarded.isEmpty() || proxies.isAny() || !proxies.has(peer)) {
            return peer;
        }
        String[] entries = String.join(",", forwarded).split(",");
        String client = peer;
        for (int i = entries.length - 1; i >= Math.max(0, entries.length - MOST); i--) {
            String entry = bare(entries[i].trim());
            if (entry.isEmpty()) {
                continue;
            }
            IPAddress address = AddressList.address(entry);
            if (address == null) {
                return client;
            }
            client = address.toCanonicalString();
            if (!proxies.has(client)) {
                return client;
            }
        }
        return client;
    }

    /**
     * Those who are likely one and the same: an IPv4 address, an IPv6 network of 64 bits, which is what one household is given
     * (RFC 6177 §2).
     */
    public static String neighbourhood(String address) {
        IPAddress known = address.indexOf(':') < 0 ? null : AddressList.address(address);
        return known == null || known.isIPv4()
                ? address
                : known.toPrefixBlock(64).getLower().withoutPrefixLength().toCanonicalString();
    }

    /** Without a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, {@code [2001:db8::1]}. */
    private static String bare(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            boolean port = end > 0 && entry.substring(end + 1).matches("(:\\d{1,5})?");
            return port ? entry.substring(1, end) : "[";
        }
        int colon = entry.indexOf(':');
        boolean port = colon > 0 && colon == entry.lastIndexOf(':') && entry.indexOf('.') > 0;
        return port && entry.substring(colon + 1).matches("\\d{1,5}") ? entry.substring(0, colon) : entry;
    }
}
