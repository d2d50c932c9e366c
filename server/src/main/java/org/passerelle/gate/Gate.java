package org.passerelle.gate;

import io.quarkus.vertx.http.runtime.VertxInputStream;
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
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.Caller;
import org.passerelle.access.Grant;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.Credentials;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Params;
import org.passerelle.operation.Reply;

/** Lets a request in, or refuses it. {@link #answer} is the whole road. */
@Singleton
public final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final Routes routes;
    private final Credentials credentials;
    private final Catalogue catalogue;
    private final GateSettings settings;
    private final Meters meters;

    @Inject
    Gate(Operations operations, Credentials credentials, Catalogue catalogue, GateSettings settings, Meters meters) {
        this.routes = new Routes(operations.all());
        this.credentials = credentials;
        this.catalogue = catalogue;
        this.settings = settings;
        this.meters = meters;
    }

    /** Every path that nobody else took comes here, each request on a virtual thread of its own. */
    void listen(@Observes Router router) {
        router.route().last().handler(context -> {
            VertxInputStream body = Requests.stream(context);
            Thread.ofVirtual().start(() -> serve(context, body));
        });
    }

    void serve(RoutingContext context, @Nullable VertxInputStream body) {
        var exchange = new Exchange(context, settings);
        long started = System.nanoTime();
        try {
            answer(exchange, body);
        } catch (Fault fault) {
            exchange.refuse(fault);
        } catch (UncheckedIOException | IOException e) {
            exchange.breakOff(e);
        } catch (RuntimeException | StackOverflowError e) {
            exchange.refuse(Fault.internal(e));
        } finally {
            exchange.close(body);
            meters.served(exchange, System.nanoTime() - started);
        }
    }

    /** The road of a request: path, operation, credential, right, rehearsal, handler, answer. */
    private void answer(Exchange exchange, @Nullable VertxInputStream body) throws IOException {
        HttpServerRequest request = exchange.request();
        Target target = Target.of(Objects.requireNonNullElse(request.path(), "/"), settings);
        exchange.arriveAt(target);
        target.checkVersion(request.getHeader("Accept-Version"));
        Routes.Found found = routes.find(target.segments());
        if (found == null) {
            throw Fault.notFound("There is nothing at this address.");
        }
        if (request.method() == HttpMethod.OPTIONS) {
            exchange.allow(methods(found));
            return;
        }
        Operation operation = operation(found, request.method(), exchange);
        exchange.serveBy(operation, Requests.accepted(operation, request));
        exchange.rehearse(Requests.rehearsal(request));
        Caller caller = credentials.verify(Requests.presented(request));
        Grant grant = grant(operation, caller, found.parameters());
        Call call = new Call(
                grant,
                found.parameters(),
                Target.query(request.query()),
                name -> Requests.header(request, name),
                Requests.body(operation, request, body),
                exchange.terms(),
                Optional.empty());
        exchange.send(run(operation, call));
    }

    /** An operation on the catalogue runs in a unit of work, which a rehearsal rolls back. */
    private Reply run(Operation operation, Call call) {
        return operation.dryRun() == DryRun.CATALOGUE
                ? catalogue.change(call.dryRun(), unit -> operation.handler().handle(call.with(unit)))
                : operation.handler().handle(call);
    }

    private static Grant grant(Operation operation, Caller caller, Params path) {
        if (caller.isAnonymous() && !(operation.right() instanceof Right.Open)) {
            throw Fault.unauthenticated();
        }
        if (operation.credentials() == Operation.Credentials.OAUTH_ONLY
                && caller.credential().kind() != Caller.Kind.OAUTH) {
            throw Fault.unauthenticated();
        }
        return switch (Access.decide(
                caller, operation.right(), operation.table().apply(path))) {
            case Access.Granted(Grant grant) -> grant;
            case Access.Unknown() -> throw Fault.unauthenticated();
            case Access.Refused(String reason) -> throw Fault.forbidden(reason);
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
        throw Fault.of(
                Fault.Kind.METHOD_NOT_ALLOWED, "This address answers " + String.join(", ", methods(found)) + ".");
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
