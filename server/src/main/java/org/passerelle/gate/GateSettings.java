package org.passerelle.gate;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;
import org.passerelle.setting.Settings;

/**
 * @param publicUrl the address that clients know; in {@code Location} and {@code Link}, never taken from {@code Host}
 * @param domains first path segments that mean nothing but their profile (wire.md §1)
 * @param corsOrigins origins whose pages may call, exactly as browsers send them
 * @param trustedProxies whose word on the client's address counts ({@code X-Forwarded-For}); without restriction: nobody's
 * @param bodyLimit bytes that a request's body may have
 * @param longBodyLimit … where the request may be answered later
 */
public record GateSettings(
        URI publicUrl,
        Map<String, Domain> domains,
        Set<String> corsOrigins,
        AddressList trustedProxies,
        int bodyLimit,
        int longBodyLimit) {

    private static final int BODY_LIMIT = 16 * 1024 * 1024;
    private static final int LONG_BODY_LIMIT = 1024 * 1024 * 1024;

    private static final Set<String> OURS = Set.of(
            "api",
            "assets",
            "auth",
            "console",
            "health",
            "metrics",
            "openapi.json",
            "openapi.yaml",
            "sdk",
            "staticwebcontent",
            "swagger",
            "webjars",
            "problems");

    /** How a domain refuses. */
    public enum Domain {
        PROBLEM,
        /** 401 403 404 409 422 500 503 come with no body (ITCare). */
        EMPTY
    }

    public static GateSettings from(Settings settings, int port) {
        var domains = new LinkedHashMap<String, Domain>();
        domains.put("ddenterpriseapi", Domain.PROBLEM);
        domains.put("itcare", Domain.EMPTY);
        for (String name : settings.names("domains")) {
            if (OURS.contains(name)) {
                settings.problem("domains." + name + ": the name is taken by this server");
            }
            domains.put(name, settings.word("domains." + name + ".errors", Domain.PROBLEM));
        }
        return new GateSettings(
                settings.parsed(
                        "publicUrl",
                        URI.create("http://localhost:" + port),
                        "an address such as https://api.example.org",
                        text -> {
                            URI uri = URI.create(text.replaceAll("/+$", ""));
                            if (uri.getHost() == null || uri.getQuery() != null) {
                                throw new IllegalArgumentException();
                            }
                            return uri;
                        }),
                Map.copyOf(domains),
                Set.copyOf(settings.list("corsOrigins", List.of())),
                settings.parsedOrNone(
                        "trustedProxies",
                        AddressList.ANY,
                        "a list such as 10.0.0.1;192.168.0.0/16",
                        GateSettings::proxies),
                settings.number("bodyLimit", BODY_LIMIT, 1024, Integer.MAX_VALUE),
                settings.number("longBodyLimit", LONG_BODY_LIMIT, 1024, Integer.MAX_VALUE));
    }

    private static AddressList proxies(String text) {
        AddressList list;
        try {
            list = AddressList.parse("trustedProxies", text);
        } catch (Fault e) {
            throw new IllegalArgumentException(e);
        }
        if (list.isAny()) {
            throw new IllegalArgumentException("not everybody is a proxy of ours");
        }
        return list;
    }
}
