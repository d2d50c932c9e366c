package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Caller;
import org.passerelle.usage.Served;

/** A collector is told of a request by the id that the client was given, in the trace that the client has said. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void a_request_is_told_with_its_id_in_the_trace_of_its_client()
            throws IOException, InterruptedException, ExecutionException {
        var told = new LinkedBlockingQueue<byte[]>();
        HttpServer collector = collector(told);
        var traces = new Traces(new TraceSettings(
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces")));
        Vertx vertx = Vertx.vertx();
        try {
            var server = vertx.createHttpServer()
                    .requestHandler(request -> {
                        var call =
                                new Served("k3j2-9f", Instant.now(), Caller.anonymous(), "data.list", 200, 50, 1_000);
                        traces.tell(request, call);
                        request.response().end();
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            traces.close();
            byte[] sent = told.poll(10, TimeUnit.SECONDS);
            assertThat(new String(sent, StandardCharsets.ISO_8859_1))
                    .contains("passerelle.request_id", "k3j2-9f", "data.list", "passerelle")
                    .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
            collector.stop(0);
        }
    }

    private static HttpServer collector(BlockingQueue<byte[]> told) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            told.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
