package org.passerelle.address;

import java.net.InetAddress;

/**
 * Which addresses lie in the open Internet, so that a call to one of them reaches nobody who trusts this machine: everything that IANA's
 * registries of special addresses (RFC 6890) keep for other uses is not, nor is a form of IPv6 in which an address of IPv4 is wrapped, for where
 * that one leads only a gateway knows.
 */
public final class PublicAddress {

    private static final AddressList KEPT_4 = AddressList.parse(
            "",
            String.join(
                    ";",
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8",
                    "100.64.0.0/10", // shared by providers; metadata of some clouds
                    "127.0.0.0/8",
                    "168.63.129.16", // the machine under one's own at one cloud
                    "169.254.0.0/16", // link-local; metadata of most clouds
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3")); // multicast, reserved, broadcast

    /** All that is given out to be reached. */
    private static final AddressList GIVEN_6 = AddressList.parse("", "2000::/3");

    private static final AddressList KEPT_6 = AddressList.parse(
            "",
            String.join(
                    ";",
                    "2001::/23", // Teredo and others
                    "2001:db8::/32",
                    "2002::/16", // 6to4
                    "2620:4f:8000::/48",
                    "3fff::/20"));

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        String text = address.getHostAddress();
        return address.getAddress().length == 4 ? !KEPT_4.has(text) : GIVEN_6.has(text) && !KEPT_6.has(text);
    }
}
