package org.passerelle.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.limit.Verdict;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Tally;
import org.passerelle.usage.Served;

/**
 * A request and its answer on the wire. It remembers how far the request came, so that a refusal at any point has the right body and
 * headers. Belongs to one virtual thread.
 */
final class Exchange {

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final GateSettings settings;
    private final String id = Requests.id();
    private final String address;
    private final boolean mayGzip;
    private final Tally rows = new Tally();
    private final long began = System.nanoTime();
    private long entered = began;
    private Caller caller = Caller.anonymous();
    private Target target = new Target(List.of(), "", GateSettings.Domain.PROBLEM);
    private @Nullable Operation operation;
    private @Nullable Format format;
    private @Nullable String rehearsal;
    private @Nullable Verdict verdict;
    private @Nullable ResponseOutput output;

    Exchange(RoutingContext context, GateSettings settings) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.settings = settings;
        this.address = Requests.address(request, settings.trustedProxies());
        this.mayGzip = Gzip.isWanted(request.getHeader("Accept-Encoding"));
    }

    /** To quote. */
    String id() {
        return id;
    }

    HttpServerRequest request() {
        return request;
    }

    @Nullable
    Operation operation() {
        return operation;
    }

    /** By which the request came; empty for none. */
    String domain() {
        return target.prefix().isEmpty() ? "" : target.prefix().substring(1);
    }

    /** The client's. */
    String address() {
        return address;
    }

    void arriveAt(Target where) {
        target = where;
    }

    void enter(Caller who) {
        caller = who;
        entered = System.nanoTime();
    }

    Caller caller() {
        return caller;
    }

    /** What there is to tell when it is over. */
    Served served(Instant time, long nanos) {
        String name = operation == null ? "none" : operation.name();
        return new Served(id, time, caller, name, response.getStatusCode(), rows.rows(), nanos);
    }

    void serveBy(Operation by, Format in) {
        operation = by;
        format = in;
    }

    void limitBy(Verdict by) {
        verdict = by;
    }

    void rehearse(@Nullable String header) {
        rehearsal = header;
    }

    Call.Terms terms() {
        return new Call.Terms(
                settings.publicUrl(),
                target.prefix(),
                target.address(),
                operation,
                address,
                id,
                rehearsal != null,
                rows);
    }

    void send(Reply reply) throws IOException {
        Format as = format == null ? Format.JSON : format;
        switch (reply) {
            case Reply.Empty empty -> {
                head(empty.status(), empty.headers());
                response.end();
            }
            case Reply.Value value -> {
                Format whole = as.ofObject();
                byte[] body = Documents.write(value.value(), whole, value.root());
                end(value.status(), value.headers(), body, whole.contentType());
            }
            case Reply.Bytes bytes -> end(bytes.status(), bytes.headers(), bytes.bytes(), bytes.contentType());
            case Reply.Stream stream -> {
                Map<String, String> headers = new LinkedHashMap<>(stream.headers());
                output = new ResponseOutput(
                        response,
                        () -> {
                            response.putHeader("Content-Type", as.contentType());
                            head(stream.status(), headers);
                        },
                        request.method() == HttpMethod.HEAD,
                        mayGzip && !stream.live(),
                        stream.live());
                try {
                    if (!output.isEndless()) {
                        stream.writer().write(output, as, headers);
                    }
                    output.finish();
                } catch (Reply.NotModified unchanged) {
                    head(304, headers);
                    keepTag();
                    response.end();
                }
            }
        }
    }

    /** Who holds the squeezed copy is told that one's tag. */
    private void keepTag() {
        String tag = response.headers().get("ETag");
        String held = request.getHeader("If-None-Match");
        if (tag != null && held != null && held.contains(Gzip.tagged(tag))) {
            response.putHeader("ETag", Gzip.tagged(tag));
        }
    }

    void refuse(Fault fault, Readers readers) throws IOException {
        if (fault.kind() == Fault.Kind.INTERNAL) {
            Gate.log().errorf(fault, "request %s failed: %s %s", id, request.method(), operationName());
        }
        if (response.headWritten() || output != null && output.isHeadSent()) {
            breakOff(fault);
            return;
        }
        FaultAnswer answer =
                FaultAnswer.of(fault, faults(), target.domain(), Gate.errorFormat(request.getHeader("Accept")), id);
        FaultAnswer told = readers.page(this, fault).map(answer::drawn).orElse(answer);
        if (fault.kind() == Fault.Kind.TOO_LARGE) {
            response.putHeader("Connection", "close");
        }
        end(told.status(), told.headers(), told.body(), told.contentType());
    }

    /** Also where the address could not be read to its end. */
    boolean isOfConsole() {
        return Target.isOfConsole(request.path(), settings);
    }

    /** Whether nothing is there, and a client would not look for anything: what a person mistyped. */
    boolean isNowhere() {
        return operation == null
                && target.prefix().isEmpty()
                && !target.segments().isEmpty()
                && !target.isOfApi();
    }

    /** The family that the path belongs to says how a refusal looks, also where no operation was found. */
    Operation.Faults faults() {
        if (target.isByView()) {
            return Operation.Faults.MESSAGE;
        }
        return operation == null ? Operation.Faults.PROBLEM : operation.faults();
    }

    /** The answer is half out, or the client is gone: the only honest end is to cut the connection. */
    void breakOff(Exception e) throws IOException {
        Gate.log().debugf(e, "request %s was broken off", id);
        if (response.headWritten()) {
            response.reset();
            request.connection().close();
        } else {
            end(400, Map.of("Connection", "close"), new byte[0], "");
        }
    }

    /** @param anyKeys whether any key may be used on pages of an origin: who asks before a request shows no key */
    void allow(List<String> methods, Predicate<String> anyKeys) {
        tellAllowed(methods);
        CrossOrigin.preflight(request, response, settings.corsOrigins(), anyKeys, methods);
        head(204, Map.of());
        response.end();
    }

    void tellAllowed(List<String> methods) {
        response.putHeader("Allow", String.join(", ", methods));
    }

    void close() {
        Leftover.throwAway(context);
    }

    private void end(int status, Map<String, String> headers, byte[] body, String contentType) throws IOException {
        if (!contentType.isEmpty()) {
            response.putHeader("Content-Type", contentType);
        }
        head(status, headers);
        Buffer bytes = Buffer.buffer(body);
        if (mayGzip && Gzip.isWorth(body.length) && Gzip.isSqueezable(contentType)) {
            Gzip.tell(response);
            bytes = Gzip.whole(bytes);
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(bytes.length()));
            response.end();
        } else {
            response.end(bytes);
        }
    }

    private void head(int status, Map<String, String> headers) {
        response.setStatusCode(status);
        headers.forEach((name, value) -> {
            boolean path = name.equals("Location") && value.startsWith("/");
            if (name.equals("Set-Cookie")) {
                response.putHeader(name, value.lines().toList());
            } else {
                response.putHeader(name, path ? settings.publicUrl() + target.prefix() + value : value);
            }
        });
        response.putHeader("X-Request-Id", id);
        SafetyHeaders.put(response, settings.publicUrl());
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "private, no-cache");
        }
        if (rehearsal != null) {
            response.putHeader(rehearsal, "true");
        }
        if (verdict != null) {
            RateHeaders.put(response, verdict);
        }
        if (caller.level(ApiType.SYSTEM).holds(Level.R)) {
            response.putHeader("Server-Timing", ServerTiming.of(entered - began, System.nanoTime() - entered));
        }
        vary("Accept-Encoding");
        if (CrossOrigin.allow(
                request, response, settings.corsOrigins(), caller.bounds().own().origins())) {
            vary("Origin");
        }
    }

    private void vary(String header) {
        String vary = response.headers().get("Vary");
        response.putHeader("Vary", vary == null ? header : vary + ", " + header);
    }

    private String operationName() {
        return operation == null ? "" : operation.name();
    }
}
