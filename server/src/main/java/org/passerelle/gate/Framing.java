package org.passerelle.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.passerelle.fault.Fault;

/**
 * Refuses a request whose head leaves in doubt where it ends or whom it is for, since what stands in front of us may read it otherwise
 * (RFC 9112 §3.2, §6.1, §11.2). The codec below has refused already: a length beside chunks, two lengths, blanks before a colon.
 */
final class Framing {

    private Framing() {}

    /** @throws Fault 400, after which the connection must be closed */
    static void check(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        boolean chunked = codings.size() == 1 && codings.getFirst().trim().equalsIgnoreCase("chunked");
        if (!codings.isEmpty() && (!chunked || request.version() == HttpVersion.HTTP_1_0)) {
            throw Fault.badRequest("A body comes with its length, or in chunks and in no other coding.");
        }
        if (request.version() == null || request.headers().contains("")) {
            throw Fault.badRequest("This is HTTP/1.1, and each header has a name.");
        }
        if (request.headers().getAll("Host").size() > 1) {
            throw Fault.badRequest("The header Host is given more than once.");
        }
    }
}
