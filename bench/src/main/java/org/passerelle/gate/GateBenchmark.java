package org.passerelle.gate;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Application;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.Credentials;
import org.passerelle.credential.Presented;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Reply;
import org.passerelle.token.TokenCheck;
import org.passerelle.token.Tokens;

/**
 * The gate of a whole server, with every operation in its tree; the one that is asked for does nothing. The request and the answer stand
 * on no socket, but their headers are the real ones.
 */
@NullUnmarked // JMH fills it
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GateBenchmark {

    public static final String DATA = "bench.data";
    public static final String KEYS = "bench.keys";

    private static final String OPERATION = "data.item";
    private static final String USER = "bench";
    private static final int POLL_MILLIS = 100;
    private static final int TOKENS = 40_000;
    private static final int PASSED = 204;

    private Gate gate;
    private Gate forgetful;
    private Credentials credentials;
    private String[] keys;
    private String[] tokens;
    private int asked;

    @Setup
    public void start() throws ReflectiveOperationException, InterruptedException {
        Thread server = new Thread(
                () -> org.passerelle.command.Main.main("serve", "--port", "0", "--data", System.getProperty(DATA)));
        server.setDaemon(true);
        server.start();
        while (Application.currentApplication() == null
                || !Application.currentApplication().isStarted()) {
            Thread.sleep(POLL_MILLIS);
        }
        credentials = bean(Credentials.class);
        gate = gate(credentials);
        keys = System.getProperty(KEYS).split(",", -1);
        tokens = tokens();
    }

    @Benchmark
    public int wholeGate() {
        return serve(gate, key());
    }

    @Benchmark
    public Caller credentialOnly() {
        return credentials.verify(new Presented("Bearer " + key(), null, null, null, null, "127.0.0.1"));
    }

    /** When all tokens have come once, all are forgotten; they are so many that none comes more often than it may. */
    @Benchmark
    public int wholeGateForTokenFirstSeen() throws ReflectiveOperationException {
        int next = asked++ % tokens.length;
        if (next == 0) {
            forgetful = gate(make(Credentials.class, List.of(make(TokenCheck.class))));
        }
        return serve(forgetful, tokens[next]);
    }

    private static int serve(Gate gate, String credential) {
        var exchanged = new StubExchange("/api/item/client/17", credential);
        gate.serve(exchanged.context(), null);
        if (exchanged.status() != PASSED) {
            throw new IllegalStateException("the gate answered " + exchanged.status());
        }
        return exchanged.status();
    }

    /** In turns, as no key may ask as often as this asks. */
    private String key() {
        return keys[asked++ % keys.length];
    }

    private static String[] tokens() {
        var wanted = new Tokens.Wanted(USER, null, null, null, Permissions.ALL, Duration.ofDays(1));
        Tokens maker = bean(Tokens.class);
        return bean(Catalogue.class)
                .change(unit -> IntStream.range(0, TOKENS)
                        .mapToObj(i -> maker.issue(unit, wanted).text())
                        .toArray(String[]::new));
    }

    private Gate gate(Credentials checked) throws ReflectiveOperationException {
        return make(
                Gate.class,
                make(Operations.class, List.<Capability>of(this::operations)),
                make(Entrance.class, checked));
    }

    private List<Operation> operations() {
        return bean(Operations.class).all().stream()
                .map(o -> o.name().equals(OPERATION) ? doingNothing(o) : o)
                .toList();
    }

    private static Operation doingNothing(Operation o) {
        return Operation.get(o.path())
                .named(o.name(), o.title())
                .needs(o.right())
                .onTable(o.table())
                .answers(o.answer().status(), o.answer().shape(), o.answer().formats())
                .by(call -> Reply.empty(204));
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    /** By its only constructor: with what is given, and the server's own beans for the rest. */
    private static <T> T make(Class<T> type, Object... given) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(wanted ->
                        Stream.of(given).filter(wanted::isInstance).findFirst().orElseGet(() -> bean(wanted)))
                .toArray();
        return type.cast(constructor.newInstance(arguments));
    }
}
