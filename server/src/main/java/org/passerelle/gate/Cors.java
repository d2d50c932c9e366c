package org.passerelle.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/**
 * Which pages of other origins a browser lets read an answer (Fetch standard §3.2): those of configured origins, exactly; none by default.
 *
 * @param allowed origins as browsers send them
 */
record Cors(Set<String> allowed, HttpServerRequest request, HttpServerResponse response) {

    private static final String READABLE =
            "Location, Link, ETag, X-Total-Count, Retry-After, X-Request-Id, ITCare-DryRun, Dry-Run, "
                    + RateHeaders.NAMES;

    /** Whether answers differ by origin. */
    boolean isConfigured() {
        return !allowed.isEmpty();
    }

    /** On every answer. */
    void put() {
        String origin = request.getHeader("Origin");
        if (origin != null && allowed.contains(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", READABLE);
        }
    }

    /** On the answer to the question what may be asked. */
    void preflight(List<String> methods) {
        String origin = request.getHeader("Origin");
        if (origin != null && allowed.contains(origin)) {
            response.putHeader("Access-Control-Allow-Methods", String.join(", ", methods));
            String asked = request.getHeader("Access-Control-Request-Headers");
            response.putHeader("Access-Control-Allow-Headers", asked == null ? "Authorization" : asked);
            response.putHeader("Access-Control-Max-Age", "600");
        }
    }
}
