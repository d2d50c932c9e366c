package org.passerelle.gate;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A request and its answer without a socket. What the gate asks of them is answered; anything else fails. */
final class StubExchange {

    private static final SocketAddress PEER = SocketAddress.inetSocketAddress(54321, "127.0.0.1");

    private final MultiMap asked = HeadersMultiMap.httpHeaders();
    private final MultiMap answered = HeadersMultiMap.httpHeaders();
    private final String path;
    private final HttpServerRequest request = stub(HttpServerRequest.class, this::asked);
    private final HttpServerResponse response = stub(HttpServerResponse.class, this::answered);
    private int status;

    StubExchange(String path, String key) {
        this.path = path;
        asked.add("Host", "localhost").add("Accept", "application/json").add("Authorization", "Bearer " + key);
    }

    RoutingContext context() {
        return stub(RoutingContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "request" -> request;
            case "response" -> response;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    int status() {
        return status;
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StubExchange.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object asked(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "method" -> HttpMethod.GET;
            case "path" -> path;
            case "query" -> null;
            case "headers" -> asked;
            case "getHeader" -> asked.get((String) arguments[0]);
            case "remoteAddress" -> PEER;
            case "isEnded" -> true;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private @Nullable Object answered(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "headers" -> answered;
            case "putHeader" -> {
                answered.set((CharSequence) arguments[0], (CharSequence) arguments[1]);
                yield proxy;
            }
            case "setStatusCode" -> {
                status = (Integer) arguments[0];
                yield proxy;
            }
            case "getStatusCode" -> status;
            case "headWritten" -> false;
            case "end" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }
}
