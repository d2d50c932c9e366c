package org.passerelle.gate;

import io.quarkus.vertx.http.runtime.VertxInputStream;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * A request and its answer on the wire. It remembers how far the request came, so that a refusal at any point has the right body and
 * headers. Belongs to one virtual thread.
 */
final class Exchange {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final GateSettings settings;
    private final String id = Requests.id();
    private Target target = new Target(List.of(), "", GateSettings.Domain.PROBLEM);
    private @Nullable Operation operation;
    private @Nullable Format format;
    private @Nullable String rehearsal;
    private @Nullable ResponseOutput output;

    Exchange(RoutingContext context, GateSettings settings) {
        this.request = context.request();
        this.response = context.response();
        this.settings = settings;
    }

    HttpServerRequest request() {
        return request;
    }

    @Nullable
    Operation operation() {
        return operation;
    }

    int status() {
        return response.getStatusCode();
    }

    void arriveAt(Target where) {
        target = where;
    }

    void serveBy(Operation by, Format in) {
        operation = by;
        format = in;
    }

    void rehearse(@Nullable String header) {
        rehearsal = header;
    }

    Call.Terms terms() {
        return new Call.Terms(
                settings.publicUrl(),
                target.prefix(),
                "/" + String.join("/", target.segments()),
                Requests.address(request),
                id,
                rehearsal != null);
    }

    void send(Reply reply) throws IOException {
        Format as = format == null ? Format.JSON : format;
        switch (reply) {
            case Reply.Empty empty -> {
                head(empty.status(), empty.headers());
                response.end();
            }
            case Reply.Value value ->
                end(
                        value.status(),
                        value.headers(),
                        Documents.write(value.value(), as, value.root()),
                        as.contentType());
            case Reply.Bytes bytes -> end(bytes.status(), bytes.headers(), bytes.bytes(), bytes.contentType());
            case Reply.Stream stream -> {
                Map<String, String> headers = new LinkedHashMap<>(stream.headers());
                output = new ResponseOutput(
                        response,
                        () -> {
                            response.putHeader("Content-Type", as.contentType());
                            head(stream.status(), headers);
                        },
                        request.method() == HttpMethod.HEAD);
                try {
                    stream.writer().write(output, as, headers);
                    output.finish();
                } catch (Reply.NotModified unchanged) {
                    head(304, headers);
                    response.end();
                }
            }
        }
    }

    void refuse(Fault fault) {
        if (fault.kind() == Fault.Kind.INTERNAL) {
            Gate.log().errorf(fault, "request %s failed: %s %s", id, request.method(), operationName());
        }
        if (response.headWritten() || output != null && output.isHeadSent()) {
            breakOff(fault);
            return;
        }
        FaultAnswer answer = FaultAnswer.of(
                fault,
                operation == null ? Operation.Faults.PROBLEM : operation.faults(),
                target.domain(),
                Gate.errorFormat(request.getHeader("Accept")),
                id);
        end(answer.status(), answer.headers(), answer.body(), answer.contentType());
    }

    /** The answer is half out, or the client is gone: the only honest end is to cut the connection. */
    void breakOff(Exception e) {
        Gate.log().debugf(e, "request %s was broken off", id);
        if (response.headWritten()) {
            response.reset();
            request.connection().close();
        } else {
            end(400, Map.of("Connection", "close"), new byte[0], "");
        }
    }

    void allow(List<String> methods) {
        tellAllowed(methods);
        String origin = request.getHeader("Origin");
        if (origin != null && settings.corsOrigins().contains(origin)) {
            response.putHeader("Access-Control-Allow-Methods", String.join(", ", methods));
            String asked = request.getHeader("Access-Control-Request-Headers");
            response.putHeader("Access-Control-Allow-Headers", asked == null ? "Authorization" : asked);
            response.putHeader("Access-Control-Max-Age", "600");
        }
        head(204, Map.of());
        response.end();
    }

    void tellAllowed(List<String> methods) {
        response.putHeader("Allow", String.join(", ", methods));
    }

    /** What is left of a body that nobody read is thrown away, so that the connection can serve the next request. */
    void close(@Nullable VertxInputStream body) {
        if (body != null && !request.isEnded()) {
            request.handler(bytes -> {});
            request.resume();
        }
    }

    private void end(int status, Map<String, String> headers, byte[] body, String contentType) {
        if (!contentType.isEmpty()) {
            response.putHeader("Content-Type", contentType);
        }
        head(status, headers);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length));
            response.end();
        } else {
            response.end(io.vertx.core.buffer.Buffer.buffer(body));
        }
    }

    private void head(int status, Map<String, String> headers) {
        response.setStatusCode(status);
        headers.forEach((name, value) -> {
            boolean path = name.equals("Location") && value.startsWith("/");
            response.putHeader(name, path ? settings.publicUrl() + target.prefix() + value : value);
        });
        response.putHeader("X-Request-Id", id);
        response.putHeader("X-Content-Type-Options", "nosniff");
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "private, no-cache");
        }
        if (rehearsal != null) {
            response.putHeader(rehearsal, "true");
        }
        cors();
    }

    private void cors() {
        Set<String> allowed = settings.corsOrigins();
        if (allowed.isEmpty()) {
            return;
        }
        String vary = response.headers().get("Vary");
        response.putHeader("Vary", vary == null ? "Origin" : vary + ", Origin");
        String origin = request.getHeader("Origin");
        if (origin != null && allowed.contains(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader(
                    "Access-Control-Expose-Headers",
                    "Location, Link, ETag, X-Total-Count, Retry-After, X-Request-Id, ITCare-DryRun, Dry-Run");
        }
    }

    private String operationName() {
        return operation == null ? "" : operation.name();
    }
}
