package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.access.Access;
import org.passerelle.access.Caller;
import org.passerelle.access.Demand;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.Params;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;

/** People at a browser: what the gate refuses them on the console's addresses, and where there is nothing at all,
 * is told as a page; a client reads a problem. */
@Singleton
final class Readers {

    private final Provider<FaultPage> pages;

    @Inject
    Readers(Provider<FaultPage> pages) {
        this.pages = pages;
    }

    /** Empty for a client; and where no page can be drawn, for a refusal must always be told. */
    Optional<Reply.Bytes> page(Exchange exchange, Fault fault) {
        if (!isRead(exchange)) {
            return Optional.empty();
        }
        try {
            return switch (Access.decide(Caller.anonymous(), Demand.of(Right.open(), ""))) {
                case Access.Granted(var grant) -> {
                    var refused = new Call(
                            grant,
                            Params.NONE,
                            query(exchange),
                            exchange.request()::getHeader,
                            Body.NONE,
                            exchange.terms(),
                            Progress.UNTOLD,
                            Optional.empty(),
                            Optional.empty());
                    yield Optional.of(pages.get().draw(refused, fault));
                }
                default -> Optional.empty();
            };
        } catch (RuntimeException e) {
            Gate.log().errorf(e, "the refusal of request %s could not be drawn", exchange.id());
            return Optional.empty();
        }
    }

    /** A browser that opens a page asks for HTML; htmx, which asks for a part of one, names itself. */
    private static boolean isRead(Exchange exchange) {
        String accept = Objects.requireNonNullElse(exchange.request().getHeader("Accept"), "");
        boolean browser = accept.contains("text/html") || exchange.request().getHeader("HX-Request") != null;
        return browser && (exchange.isOfConsole() || exchange.isNowhere());
    }

    private static Params query(Exchange exchange) {
        try {
            return Target.query(exchange.request().query());
        } catch (Fault unreadable) {
            return Params.NONE;
        }
    }
}
