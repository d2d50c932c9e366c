package org.passerelle.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/** What nobody has read of a request's body. */
final class Leftover {

    /** Bytes of an unread body that cost less to take than a new connection. */
    private static final long THROWN_AWAY = 256 * 1024;

    /** How long a client has to read why its connection is closed, before what it still sends would tear the answer away. */
    private static final long LINGER_MILLIS = 1_000;

    private Leftover() {}

    /** Throws it away, so that the connection can serve the next request; where it is long, the connection goes. */
    static void throwAway(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!Requests.hasBody(request) || request.isEnded()) {
            return;
        }
        var left = new AtomicLong(THROWN_AWAY);
        try {
            request.handler(bytes -> {
                if (left.addAndGet(-bytes.length()) < 0) {
                    request.connection().close();
                }
            });
            request.resume();
        } catch (IllegalStateException ended) {
            return; // its last byte came just now
        }
        if (context.response().headers().contains("Connection", "close", true)) {
            context.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close());
        }
    }
}
