package org.passerelle.gate;

import io.vertx.core.http.HttpServerResponse;
import org.passerelle.limit.Verdict;

/**
 * What is left, as clients read it: {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10), and the older
 * {@code X-RateLimit-*}, whose reset is in seconds from now.
 */
final class RateHeaders {

    static final String NAMES =
            "RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset";

    private RateHeaders() {}

    static void put(HttpServerResponse response, Verdict verdict) {
        String remaining = Integer.toString(verdict.remaining());
        String reset = Integer.toString(verdict.resetSeconds());
        response.putHeader("RateLimit", "\"minute\";r=" + remaining + ";t=" + reset);
        response.putHeader("RateLimit-Policy", "\"minute\";q=" + verdict.limit() + ";w=" + Verdict.WINDOW_SECONDS);
        response.putHeader("X-RateLimit-Limit", Integer.toString(verdict.limit()));
        response.putHeader("X-RateLimit-Remaining", remaining);
        response.putHeader("X-RateLimit-Reset", reset);
    }
}
