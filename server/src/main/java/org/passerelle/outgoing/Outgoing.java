package org.passerelle.outgoing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.passerelle.fault.Fault;

/**
 * Calls addresses that others named, behind the {@link Guard}. Blocks the calling thread, which should be a virtual one; who waits costs nobody
 * else anything. Thread-safe.
 */
@Singleton
public final class Outgoing {

    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration LOOK_UP = Duration.ofSeconds(3);
    private static final int TO_ONE_HOST = 1_000;

    private final Guard guard;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    Outgoing(Vertx vertx, OutgoingSettings settings) {
        this(vertx, settings, Lookup.OF_THE_MACHINE);
    }

    Outgoing(Vertx vertx, OutgoingSettings settings, Lookup lookup) {
        this.guard = new Guard(lookup, settings);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(TO_ONE_HOST)
                .setVerifyHost(true));
    }

    /** @param headers names and values; Host, lengths and the like are written by the machinery */
    public record Letter(String method, String url, Map<String, String> headers, byte[] body) {}

    /**
     * @param headers by name in lower case, the first of each
     * @param start of the body, as much of it as was wanted
     * @param whole whether that is all of it
     */
    public record Answer(int status, Map<String, String> headers, byte[] start, boolean whole) {}

    /** @throws Fault 422 for an address that would not be called now, naming the member of the body that holds it */
    public void check(String member, String url) {
        try {
            within(threads.submit(() -> guard.way(url)), System.nanoTime() + LOOK_UP.toNanos());
        } catch (Refused e) {
            throw Fault.inconsistentMember(member, e.said());
        }
    }

    /**
     * @param limit for everything, from the look-up to the last wanted byte
     * @param most bytes of the answer's body that are wanted; the rest is not waited for
     * @throws Refused when it is not called, or gives no whole answer in time
     */
    public Answer send(Letter letter, Duration limit, int most) throws Refused {
        long ends = System.nanoTime() + limit.toNanos();
        Guard.Way way = within(threads.submit(() -> guard.way(letter.url())), ends);
        var exchange = new Exchange(letter, way, most);
        try {
            return within(exchange.over(http), ends);
        } finally {
            exchange.abandon();
        }
    }

    private static <T> T within(Future<T> work, long ends) throws Refused {
        try {
            return work.get(ends - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new Refused("there is no whole answer in time");
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case Refused refused -> refused;
                case SSLException tls -> new Refused("its certificate is not trusted, or not for this host");
                case null, default -> new Refused("the connection fails or is cut");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("the server stops");
        }
    }

    @PreDestroy
    void close() {
        http.close();
        threads.shutdownNow();
    }
}
