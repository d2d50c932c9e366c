package org.passerelle.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.passerelle.fault.Fault;
import org.passerelle.fault.Fault.Kind;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.operation.Operation.Faults;
import org.passerelle.operation.Reply;

/**
 * The one map from faults to HTTP.
 *
 * <pre>
 * style      body
 * OAUTH      {"error":"…","error_description":"…"}, never kept (RFC 6749 §5.2)
 * MESSAGE    {"msg":"…"}; 401 is "Invalid API key.", 500 the documented sentence (wire.md §4)
 * PROBLEM    application/problem+json or +xml (RFC 9457)
 * domain with errors: empty   none for 401 403 404 409 422 500 503, else as above
 * </pre>
 */
record FaultAnswer(int status, byte[] body, String contentType, Map<String, String> headers) {

    private static final Set<Integer> EMPTY = Set.of(401, 403, 404, 409, 422, 500, 503);
    private static final byte[] NOTHING = {};

    static FaultAnswer of(Fault fault, Faults style, GateSettings.Domain domain, Format format, String requestId) {
        Kind kind = fault.kind();
        var headers = new LinkedHashMap<String, String>();
        if (kind == Kind.UNAUTHENTICATED) {
            headers.put(
                    "WWW-Authenticate", "Basic realm=\"Passerelle\", charset=\"UTF-8\", Bearer realm=\"Passerelle\"");
        }
        if (fault.retryAfter() != null) {
            headers.put(
                    "Retry-After", Long.toString(Math.max(1, fault.retryAfter().toSeconds())));
        }
        if (domain == GateSettings.Domain.EMPTY && EMPTY.contains(kind.status())) {
            return new FaultAnswer(kind.status(), NOTHING, "", headers);
        }
        if (style == Faults.OAUTH) {
            headers.put("Cache-Control", "no-store");
            return new FaultAnswer(
                    kind.status(), Documents.write(oauth(fault), Format.JSON, ""), Format.JSON.contentType(), headers);
        }
        boolean xml = format == Format.XML;
        ObjectNode body =
                style == Faults.MESSAGE || kind == Kind.INVALID_VERSION ? message(fault) : problem(fault, requestId);
        String type = style == Faults.MESSAGE || kind == Kind.INVALID_VERSION
                ? (xml ? Format.XML : Format.JSON).contentType()
                : xml ? "application/problem+xml" : "application/problem+json";
        return new FaultAnswer(
                kind.status(), Documents.write(body, xml ? Format.XML : Format.JSON, "problem"), type, headers);
    }

    /** The same refusal, told by a page. */
    FaultAnswer drawn(Reply.Bytes page) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(page.headers());
        return new FaultAnswer(status, page.bytes(), page.contentType(), all);
    }

    private static ObjectNode message(Fault fault) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("msg", fault.kind() == Kind.UNAUTHENTICATED ? "Invalid API key." : fault.detail());
    }

    private static ObjectNode oauth(Fault fault) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "error",
                        switch (fault.kind()) {
                            case UNAUTHENTICATED -> "invalid_client";
                            case FORBIDDEN -> "unauthorized_client";
                            case TOO_MANY, UNAVAILABLE -> "temporarily_unavailable";
                            case INTERNAL -> "server_error";
                            default -> "invalid_request";
                        })
                .put("error_description", fault.detail());
    }

    private static ObjectNode problem(Fault fault, String requestId) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + fault.kind().code())
                .put("title", fault.kind().title())
                .put("status", fault.kind().status())
                .put("detail", fault.detail())
                .put("instance", "urn:request:" + requestId);
        if (!fault.errors().isEmpty()) {
            var errors = body.putArray("errors");
            fault.errors()
                    .forEach(e -> errors.addObject().put("pointer", e.pointer()).put("detail", e.detail()));
        }
        return body;
    }
}
