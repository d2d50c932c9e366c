package org.passerelle.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pages of other origins (the Fetch Standard's CORS protocol): those that the server allows may use any credential, those that an API key
 * allows may use that key. Before the request a browser asks without its credential; it is then told what some key would allow, and
 * reads the answer only if its own does.
 */
final class CrossOrigin {

    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String EXPOSED =
            "Location, Link, ETag, X-Total-Count, Retry-After, X-Request-Id, ITCare-DryRun, Dry-Run, "
                    + RateHeaders.NAMES;

    private CrossOrigin() {}

    /** Answers the browser's question. */
    static void preflight(
            HttpServerRequest request,
            HttpServerResponse response,
            Set<String> servers,
            Predicate<String> anyKeys,
            List<String> methods) {
        String origin = request.getHeader("Origin");
        if (origin == null || !servers.contains(origin) && !anyKeys.test(origin)) {
            return;
        }
        response.putHeader(ALLOW, origin);
        response.putHeader("Access-Control-Allow-Methods", String.join(", ", methods));
        String asked = request.getHeader("Access-Control-Request-Headers");
        response.putHeader("Access-Control-Allow-Headers", asked == null ? "Authorization" : asked);
        response.putHeader("Access-Control-Max-Age", "600");
    }

    /**
     * Lets the page read the answer, if it may.
     *
     * @return whether another origin would have another answer
     */
    static boolean allow(
            HttpServerRequest request, HttpServerResponse response, Set<String> servers, Set<String> keys) {
        String origin = request.getHeader("Origin");
        if (origin != null && (servers.contains(origin) || keys.contains(origin))) {
            response.putHeader(ALLOW, origin);
            response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        }
        return !servers.isEmpty() || !keys.isEmpty() || response.headers().contains(ALLOW);
    }
}
