package org.passerelle.gate;

import io.vertx.core.http.HttpServerResponse;
import java.net.URI;

/**
 * What browsers are told with every answer: to take it for what it says it is, to run nothing of it and to frame it nowhere unless it says
 * otherwise, and to come by HTTPS alone where that is how clients know this server.
 */
final class SafetyHeaders {

    private static final String NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String YEAR = "max-age=31536000";

    private SafetyHeaders() {}

    static void put(HttpServerResponse response, URI publicUrl) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        if (!response.headers().contains("Content-Security-Policy")) {
            response.putHeader("Content-Security-Policy", NOTHING);
        }
        if ("https".equals(publicUrl.getScheme())) {
            response.putHeader("Strict-Transport-Security", YEAR);
        }
    }
}
