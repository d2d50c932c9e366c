package org.passerelle.gate;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.Caller;
import org.passerelle.access.Grant;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Params;
import org.passerelle.operation.Progress;

/** Lets a request in, or refuses it. {@link #answer} is the whole road. */
@Singleton
public final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private static final int BAD_REQUEST = 400;

    private final Routes routes;
    private final Entrance entrance;
    private final Calls calls;
    private final GateSettings settings;
    private final Meters meters;
    private final Readers readers;

    @Inject
    Gate(Operations operations, Entrance entrance, Calls calls, GateSettings settings, Meters meters, Readers readers) {
        this.routes = new Routes(operations.all());
        this.entrance = entrance;
        this.calls = calls;
        this.settings = settings;
        this.meters = meters;
        this.readers = readers;
    }

    /** Every path that nobody else took comes here, each request on a virtual thread of its own. */
    void listen(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(context -> {
                    Framing.check(context.request());
                    context.next();
                })
                .failureHandler(context -> failed(context, context.statusCode()));
        router.errorHandler(
                BAD_REQUEST, context -> failed(context, BAD_REQUEST)); // an address that no route can be looked up for
        router.route().last().handler(context -> {
            BodyStream body = Requests.stream(context, settings.bodyLimit());
            Thread.ofVirtual().start(() -> serve(context, body));
        });
    }

    void serve(RoutingContext context, @Nullable BodyStream body) {
        var exchange = new Exchange(context, settings);
        long started = System.nanoTime();
        MDC.put(Exemplars.REQUEST, exchange.id()); // on every line of the log that comes of it
        try {
            try {
                answer(exchange, body);
            } catch (Fault fault) {
                refuse(exchange, fault);
            } catch (UncheckedIOException | IOException e) {
                exchange.breakOff(e);
            } catch (RuntimeException | Error e) {
                refuse(exchange, Fault.internal(e));
            }
        } catch (Exception | Error e) {
            LOG.errorf(e, "a request to %s found no end", context.request().path());
            context.request().connection().close();
        } finally {
            exchange.close();
            meters.served(exchange, System.nanoTime() - started);
            MDC.remove(Exemplars.REQUEST);
        }
    }

    private void refuse(Exchange exchange, Fault fault) throws IOException {
        calls.refused(exchange, fault);
        exchange.refuse(fault, readers);
    }

    /** What came to grief before it reached us is refused in our words, and its connection closed. */
    private void failed(RoutingContext context, int status) {
        if (context.response().headWritten()) {
            context.request().connection().close(); // a file that its reader left half-way
            return;
        }
        Throwable cause = Objects.requireNonNullElseGet(context.failure(), IllegalStateException::new);
        Fault fault = cause instanceof Fault told
                ? told
                : status >= 400 && status < 500
                        ? Fault.badRequest("The request is not understood.")
                        : Fault.internal(cause);
        try {
            context.response()
                    .putHeader("Connection", "close")
                    .endHandler(sent -> context.request().connection().close());
            new Exchange(context, settings).refuse(fault, readers);
        } catch (IOException e) {
            context.request().connection().close();
        }
    }

    /** The road of a request: path, operation, credential, address, rate, right, rehearsal, handler, answer. */
    private void answer(Exchange exchange, @Nullable BodyStream body) throws IOException {
        HttpServerRequest request = exchange.request();
        Target target = Target.of(Objects.requireNonNullElse(request.path(), "/"), settings);
        exchange.arriveAt(target);
        exchange.rehearse(Requests.rehearsal(request));
        target.checkVersion(request.getHeader("Accept-Version"));
        entrance.mustBeOpen(target);
        Routes.Found found = routes.find(target.segments());
        if (found == null || target.isPublic() && !found.isPublic()) {
            throw Fault.notFound("There is nothing at this address.");
        }
        if (request.method() == HttpMethod.OPTIONS) {
            exchange.allow(methods(found), entrance::isOfPages);
            return;
        }
        Operation operation = operation(found, request.method(), exchange);
        Format answer = Requests.accepted(operation, request);
        exchange.serveBy(operation, answer);
        Params query = Target.query(request.query());
        Caller caller = entrance.enter(exchange, operation, query);
        Grant grant = grant(operation, caller, found.parameters());
        Call call = new Call(
                grant,
                found.parameters(),
                Requests.query(operation, query),
                name -> Requests.header(request, name),
                Requests.body(operation, request, body, settings),
                exchange.terms(),
                Progress.UNTOLD,
                Optional.empty(),
                Optional.empty());
        exchange.send(calls.make(operation, call, answer, request.getHeader("Prefer")));
    }

    static Grant grant(Operation operation, Caller caller, Params path) {
        Operation.Named named = operation.named(path.mapped(v -> v.replace(Call.ENCODED_COMMA, ',')));
        return switch (Access.decide(caller, operation.demand(named.table()))) {
            case Access.Granted(Grant grant) -> {
                if (named.missing() != null) {
                    throw named.missing();
                }
                yield grant;
            }
            case Access.Unknown() -> throw Fault.unauthenticated();
            case Access.Unseated(var reason) ->
                throw operation.faults() == Operation.Faults.MESSAGE ? Fault.unauthenticated() : reason.refusal();
            case Access.Refused(var reason) -> {
                // which modules there are is no secret: it is told before it is asked who may read them
                throw named.missing() != null && operation.right() instanceof Right.Published
                        ? named.missing()
                        : reason.refusal();
            }
        };
    }

    private static Operation operation(Routes.Found found, HttpMethod method, Exchange exchange) {
        String asked = method == HttpMethod.HEAD ? "GET" : method.name();
        for (Map.Entry<Method, Operation> entry : found.operations().entrySet()) {
            if (entry.getKey().name().equals(asked)) {
                return entry.getValue();
            }
        }
        exchange.tellAllowed(methods(found));
        throw Fault.of(Fault.Kind.METHOD_NOT_ALLOWED, "This address answers {}.", String.join(", ", methods(found)));
    }

    private static List<String> methods(Routes.Found found) {
        List<String> methods = new ArrayList<>();
        found.operations().keySet().forEach(method -> {
            methods.add(method.name());
            if (method == Method.GET) {
                methods.add("HEAD");
            }
        });
        methods.add("OPTIONS");
        return methods;
    }

    static Logger log() {
        return LOG;
    }

    /** The format of errors where no operation was found. */
    static Format errorFormat(@Nullable String accept) {
        return Format.accepted(accept, Format.OBJECT).orElse(Format.JSON);
    }
}
