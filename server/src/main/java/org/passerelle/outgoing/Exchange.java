package org.passerelle.outgoing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call and its answer. The connection goes to the address that was checked, while host, certificate and the header {@code Host} are those of
 * the name. Runs on Vert.x's event loop; {@link #abandon} may come from any thread.
 */
final class Exchange {

    private final Outgoing.Letter letter;
    private final Guard.Way way;
    private final int most;
    private final CompletableFuture<Outgoing.Answer> done = new CompletableFuture<>();
    private volatile @Nullable HttpClientRequest request;
    private volatile boolean abandoned;

    Exchange(Outgoing.Letter letter, Guard.Way way, int most) {
        this.letter = letter;
        this.way = way;
        this.most = most;
    }

    CompletableFuture<Outgoing.Answer> over(HttpClient http) {
        http.request(new RequestOptions()
                        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(way.address(), way.port())))
                        .setHost(way.host().indexOf(':') < 0 ? way.host() : "[" + way.host() + "]")
                        .setPort(way.port())
                        .setSsl(way.tls())
                        .setURI(way.path())
                        .setMethod(HttpMethod.valueOf(letter.method()))
                        .setFollowRedirects(false))
                .onSuccess(this::send)
                .onFailure(done::completeExceptionally);
        return done;
    }

    private void send(HttpClientRequest begun) {
        request = begun;
        if (abandoned) {
            begun.reset();
            return;
        }
        letter.headers().forEach(begun::putHeader);
        begun.response().onSuccess(this::read).onFailure(done::completeExceptionally);
        begun.end(Buffer.buffer(letter.body()));
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(done::completeExceptionally);
        response.handler(bytes -> {
            if (body.length() <= most) {
                body.appendBuffer(bytes);
            }
            if (body.length() > most) {
                done.complete(answer(response, body.slice(0, most), false));
                response.request().reset();
            }
        });
        response.endHandler(end -> done.complete(answer(response, body, true)));
    }

    private static Outgoing.Answer answer(HttpClientResponse response, Buffer body, boolean whole) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return new Outgoing.Answer(response.statusCode(), headers, body.getBytes(), whole);
    }

    /** Whatever is still under way is cut. */
    void abandon() {
        abandoned = true;
        HttpClientRequest begun = request;
        if (begun != null && (!done.isDone() || done.isCompletedExceptionally())) {
            begun.reset();
        }
    }
}
