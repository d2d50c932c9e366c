package org.passerelle.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passerelle.address.PublicAddress;

/**
 * Says where a call may go. An address is taken in one form only: what one reader takes for a name and another for a number (octal, hexadecimal,
 * fewer than four parts) is refused before anybody looks it up.
 */
final class Guard {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST = 2_000;
    /** Of a name, between its dots. */
    private static final Pattern LABEL = Pattern.compile("(?!-)[a-z0-9_-]+(?<!-)");

    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private final Lookup lookup;
    private final OutgoingSettings settings;

    Guard(Lookup lookup, OutgoingSettings settings) {
        this.lookup = lookup;
        this.settings = settings;
    }

    /**
     * Where a call goes.
     *
     * @param host for the header and the certificate
     * @param address which was checked
     * @param path with the query
     */
    record Way(boolean tls, String host, int port, InetAddress address, String path) {}

    /** @throws Refused with the reason */
    Way way(String url) throws Refused {
        URI uri = uri(url);
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        String host = host(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        if (port < 1 || port > LAST_PORT) {
            throw new Refused("its port must be from 1 to {}", LAST_PORT);
        }
        String path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return new Way(tls, host, port, checked(host), path);
    }

    private static URI uri(String url) throws Refused {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new Refused("it must be an address such as https://example.org/in");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null || url.length() > LONGEST) {
            throw new Refused("it must be an address such as https://example.org/in");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Refused("it must hold no user, password or fragment");
        }
        return uri;
    }

    /** In one form: a name, four decimal numbers, or IPv6 in brackets. */
    private static String host(URI uri) throws Refused {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            if (host.indexOf('%') >= 0) {
                throw new Refused("its address must have no zone");
            }
            return host.substring(1, host.length() - 1);
        }
        boolean number = NUMBER.matcher(host).matches();
        if (number && !DOTTED.matcher(host).matches() || !number && !isName(host)) {
            throw new Refused("its host must be a name, or an address written as 203.0.113.7 or [2001:db8::7]");
        }
        return host;
    }

    private static boolean isName(String host) {
        return Stream.of(host.split("\\.", -1))
                .allMatch(label -> LABEL.matcher(label).matches());
    }

    /** Every address that the name has, so that no luck decides. */
    private InetAddress checked(String host) throws Refused {
        List<InetAddress> addresses;
        try {
            addresses = lookup.of(host);
        } catch (UnknownHostException e) {
            throw new Refused("its host {} is not known", host);
        }
        for (InetAddress address : addresses) {
            if (!PublicAddress.is(address) && !settings.allows(address.getHostAddress())) {
                throw new Refused(
                        "its host {} leads into a network that is not open to all;"
                                + " the setting outgoingAllowed can allow it",
                        host);
            }
        }
        return addresses.getFirst();
    }
}
