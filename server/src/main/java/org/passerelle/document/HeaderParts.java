package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Headers of answers. */
final class HeaderParts {

    private HeaderParts() {}

    /** Those that every answer has. */
    static void everywhere(Parts parts, ObjectNode headers) {
        headers.set("X-Request-Id", requestId(parts));
        headers.set("Access-Control-Allow-Origin", allowedOrigin(parts));
        headers.set("RateLimit", left(parts));
        headers.set("RateLimit-Policy", limit(parts));
    }

    private static ObjectNode requestId(Parts parts) {
        return header(parts, "RequestId", "Names the request, to quote when asking for help.", "3k9x2-7f");
    }

    private static ObjectNode left(Parts parts) {
        return header(
                parts,
                "RateLimit",
                "How many more requests may be made now (r), and in how many seconds there is room for another (t); in X-RateLimit-Remaining and"
                        + " X-RateLimit-Reset too.",
                "\"minute\";r=29;t=60");
    }

    private static ObjectNode limit(Parts parts) {
        return header(
                parts,
                "RateLimitPolicy",
                "How many requests (q) may be made in any window of so many seconds (w); in X-RateLimit-Limit too.",
                "\"minute\";q=30;w=60");
    }

    static ObjectNode challenge(Parts parts) {
        return header(
                parts, "WwwAuthenticate", "How to authenticate (RFC 9110 §11.6.1).", "Bearer realm=\"Passerelle\"");
    }

    static ObjectNode location(Parts parts) {
        return header(parts, "Location", "The address of what was made.", "https://api.example.org/api/invoices/17");
    }

    static ObjectNode link(Parts parts) {
        return header(
                parts,
                "Link",
                "The pages around this one (RFC 8288): next, prev, first; none when there are no more.",
                "<https://api.example.org/api/invoices?cursor=eyJ>; rel=\"next\"");
    }

    static ObjectNode etag(Parts parts) {
        return header(parts, "ETag", "Changes whenever the record does; for If-Match and If-None-Match.", "\"pRk3.j\"");
    }

    static ObjectNode rehearsed(Parts parts) {
        return header(parts, "DryRunEcho", "true when the request was a rehearsal, and nothing changed.", "true");
    }

    private static ObjectNode allowedOrigin(Parts parts) {
        return header(
                parts,
                "AllowedOrigin",
                "The origin of the page that calls, where the server's settings allow it (CORS).",
                "https://app.example.org");
    }

    static ObjectNode retryAfter(Parts parts) {
        return number(parts, "RetryAfter", "Seconds to wait before the next try.", 5);
    }

    static ObjectNode total(Parts parts) {
        return number(parts, "TotalCount", "How many records there are, where the request asks to count them.", 34_969);
    }

    private static ObjectNode header(Parts parts, String name, String description, String example) {
        return parts.header(name, part -> {
            part.put("description", description).set("schema", Bounds.text(Bounds.PARAMETER));
            part.put("example", example);
        });
    }

    private static ObjectNode number(Parts parts, String name, String description, int example) {
        return parts.header(name, part -> {
            part.put("description", description).set("schema", Bounds.int64(0));
            part.put("example", example);
        });
    }
}
