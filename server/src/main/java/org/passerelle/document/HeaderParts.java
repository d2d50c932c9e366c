package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Headers of answers. */
final class HeaderParts {

    private HeaderParts() {}

    /** Those that every answer has. */
    static void everywhere(Parts parts, ObjectNode headers) {
        headers.set("X-Request-Id", requestId(parts));
        headers.set("Access-Control-Allow-Origin", allowedOrigin(parts));
    }

    private static ObjectNode requestId(Parts parts) {
        return header(parts, "RequestId", "Names the request, to quote when asking for help.", "3k9x2-7f");
    }

    static ObjectNode challenge(Parts parts) {
        return header(
                parts, "WwwAuthenticate", "How to authenticate (RFC 9110 §11.6.1).", "Bearer realm=\"Passerelle\"");
    }

    static ObjectNode location(Parts parts) {
        return header(parts, "Location", "The address of what was made.", "https://api.example.org/api/clients/17");
    }

    static ObjectNode link(Parts parts) {
        return header(
                parts,
                "Link",
                "The pages around this one (RFC 8288): next, prev, first; none when there are no more.",
                "<https://api.example.org/api/clients?cursor=eyJ>; rel=\"next\"");
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
