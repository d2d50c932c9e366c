package org.passerelle.gate;

import io.quarkus.vertx.http.runtime.VertxInputStream;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.address.AddressList;
import org.passerelle.address.ClientAddress;
import org.passerelle.credential.ConsoleCookie;
import org.passerelle.credential.Presented;
import org.passerelle.fault.Fault;
import org.passerelle.format.Encoding;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Parameter;
import org.passerelle.operation.Params;

/** Reads the parts of an HTTP request. */
final class Requests {

    private static final long BODY_PATIENCE_MILLIS = 60_000;
    private static final String STARTED =
            Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private static final AtomicLong COUNT = new AtomicLong();

    private Requests() {}

    static String id() {
        return STARTED + "-" + Long.toString(COUNT.incrementAndGet(), 36);
    }

    /** Whether a body comes with it, as its head says. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || length != null && !length.equals("0");
    }

    /** Must be made before the event loop goes on, so that nothing of the body is lost. */
    static @Nullable BodyStream stream(RoutingContext context, long limit) {
        return hasBody(context.request())
                ? new BodyStream(new VertxInputStream(context, BODY_PATIENCE_MILLIS), limit)
                : null;
    }

    /** @throws Fault 413 for a length over the limit, 415 for a type that the operation does not take, or in a charset or coding that nobody reads */
    static Body body(
            Operation operation, HttpServerRequest request, @Nullable BodyStream stream, GateSettings settings) {
        if (stream == null || operation.request().formats().isEmpty()) {
            return Body.NONE;
        }
        String coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw Fault.of(Fault.Kind.UNSUPPORTED_TYPE, "Send the body as it is, without Content-Encoding.");
        }
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
        boolean unsaid = type.isBlank() || type.equals("*/*");
        Format format = unsaid ? Format.JSON : format(operation, type);
        stream.widen(limit(operation, format, settings));
        String length = request.getHeader("Content-Length");
        if (length != null) {
            stream.expect(Long.parseLong(length));
        }
        return unsaid
                ? new Body(stream, format, format.mediaType(), Optional.empty(), false)
                : new Body(stream, format, Format.bare(type), Encoding.named(type, format), false);
    }

    /** What can be answered later may be long, but for XML, which is read whole. */
    private static long limit(Operation operation, Format format, GateSettings settings) {
        return operation.deferrable() && format != Format.XML ? settings.longBodyLimit() : settings.bodyLimit();
    }

    private static Format format(Operation operation, String type) {
        boolean patches = Format.bare(type).endsWith("patch+json");
        return Format.of(type)
                .filter(operation.request().formats()::contains)
                .filter(format -> !patches || operation.method() == Method.PATCH)
                .orElseThrow(() -> Fault.of(
                        Fault.Kind.UNSUPPORTED_TYPE,
                        "Send {}.",
                        String.join(
                                " or ",
                                operation.request().formats().stream()
                                        .map(Format::mediaType)
                                        .toList())));
    }

    /**
     * An operation without formats answers bytes of a kind of its own, a page or a file, whatever is accepted (RFC 9110 §12.4.1).
     *
     * @throws Fault 406 when the client wants what the operation does not give
     */
    static Format accepted(Operation operation, HttpServerRequest request) {
        if (operation.answer().formats().isEmpty()) {
            return Format.JSON;
        }
        return Format.accepted(request.getHeader("Accept"), operation.answer().formats())
                .orElseThrow(() -> Fault.of(
                        Fault.Kind.NOT_ACCEPTABLE,
                        "There is {} to be had.",
                        String.join(
                                " or ",
                                operation.answer().formats().stream()
                                        .map(Format::mediaType)
                                        .toList())));
    }

    /**
     * A list understands its query itself; elsewhere what nobody would look at is a slip.
     *
     * @throws Fault 400 that names a parameter which the operation has not
     */
    static Params query(Operation operation, Params given) {
        boolean one = operation.method() != Method.GET || operation.path().contains("{id}");
        if (one && operation.right() instanceof Right.Data) {
            List<String> known = operation.request().parameters().stream()
                    .filter(parameter -> parameter.in() != Parameter.In.HEADER)
                    .map(Parameter::name)
                    .toList();
            given.names().stream()
                    .filter(name -> !known.contains(name) && known.stream().noneMatch(any -> any.startsWith("{")))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Fault.badRequest(
                                "There is no parameter {} here{}",
                                name,
                                (known.isEmpty() ? "." : "; there is " + String.join(", ", known) + "."));
                    });
        }
        return given;
    }

    static Presented presented(Operation operation, HttpServerRequest request, String address) {
        ConsoleCookie cookie = ConsoleCookie.in(request.getHeader("Cookie"));
        return new Presented(
                single(request, "Authorization"),
                single(request, "X-API-Key"),
                single(request, "X-PlanRadar-API-Key"),
                single(request, "X-OTP"),
                cookie == null
                        ? null
                        : new Presented.Console(cookie, request.getHeader("X-CSRF-Token"), writes(operation, request)),
                address);
    }

    /** What is no reading by its method, or by what it does. */
    private static boolean writes(Operation operation, HttpServerRequest request) {
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        return !reads || operation.dryRun() != DryRun.READS;
    }

    private static @Nullable String single(HttpServerRequest request, String name) {
        List<String> values = request.headers().getAll(name);
        if (values.size() > 1) {
            throw Fault.badRequest("The header {} is given more than once.", name);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** The client's: the socket's peer, or what proxies of ours say of it. */
    static String address(HttpServerRequest request, AddressList proxies) {
        var peer = request.remoteAddress();
        String address = peer == null || peer.hostAddress() == null ? "" : peer.hostAddress();
        return ClientAddress.of(address, request.headers().getAll("X-Forwarded-For"), proxies);
    }

    /** A header as text: Netty gives its bytes as ISO-8859-1, clients mostly mean UTF-8. */
    static @Nullable String header(HttpServerRequest request, String name) {
        String raw = single(request, name);
        if (raw == null) {
            return null;
        }
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 0x80) {
                return utf8(raw);
            }
        }
        return raw;
    }

    private static String utf8(String raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return raw;
        }
    }

    /** The header that asks for a rehearsal, by the name that the client used; null for a real call. */
    static @Nullable String rehearsal(HttpServerRequest request) {
        for (String name : List.of("ITCare-DryRun", "Dry-Run")) {
            String value = single(request, name);
            if (value == null || value.equalsIgnoreCase("false")) {
                continue;
            }
            if (!value.equalsIgnoreCase("true")) {
                throw Fault.badRequest("The header {} must be true or false.", name);
            }
            return name;
        }
        return null;
    }
}
