package org.passerelle.credential;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** Origins of pages, exactly as browsers send them (RFC 6454 §6.2): scheme, host in lower case, port unless it is the scheme's own. */
final class PageOrigins {

    private static final int MOST = 50;
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9.-]{1,253}|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");
    private static final Set<String> PORTS = Set.of("http:80", "https:443");

    private PageOrigins() {}

    /** @throws Fault 400 for what no browser sends */
    static Set<String> checked(@Nullable List<String> origins) {
        if (origins == null) {
            return Set.of();
        }
        if (origins.size() > MOST) {
            throw Fault.badMember("origins", "are {} at most", MOST);
        }
        var checked = new LinkedHashSet<String>();
        for (String origin : origins) {
            var parts = ORIGIN.matcher(origin == null ? "" : origin);
            if (!parts.matches() || PORTS.contains(parts.group(1) + parts.group(3))) {
                throw Fault.badMember(
                        "origins", "are such as https://app.example.org or http://localhost:3000, without a path");
            }
            checked.add(origin);
        }
        return checked;
    }

    static List<String> shown(ApiKey key) {
        return key.bound().origins().stream().sorted().toList();
    }
}
