package org.passerelle.oauth;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Addresses of the client's own machine, where a program listens on whatever port is free (RFC 8252 §7.3). */
final class Loopback {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]", "localhost");

    private Loopback() {}

    static boolean is(String host) {
        return HOSTS.contains(host);
    }

    /** Whether two addresses are the same but for the port, and of this machine by number: a name could lead elsewhere. */
    static boolean same(String registered, URI asked) {
        URI known = URI.create(registered);
        return "http".equals(known.getScheme())
                && known.getHost() != null
                && is(known.getHost())
                && !known.getHost().equals("localhost")
                && Objects.equals(known.getScheme(), asked.getScheme())
                && Objects.equals(known.getHost(), asked.getHost())
                && asked.getRawUserInfo() == null
                && Objects.equals(known.getRawPath(), asked.getRawPath())
                && Objects.equals(known.getRawQuery(), asked.getRawQuery())
                && asked.getRawFragment() == null;
    }
}
