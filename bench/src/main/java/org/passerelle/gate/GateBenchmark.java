package org.passerelle.gate;

import io.quarkus.arc.Arc;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.passerelle.access.Caller;
import org.passerelle.credential.Credentials;
import org.passerelle.credential.Presented;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Reply;

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
    private static final int POLL_MILLIS = 100;
    private static final int MOST_TRIES = 300;

    private Gate gate;
    private Credentials credentials;
    private String[] keys;
    private int asked;

    @Setup
    public void start() throws ReflectiveOperationException, InterruptedException {
        Thread server = new Thread(
                () -> org.passerelle.command.Main.main("serve", "--port", "0", "--data", System.getProperty(DATA)));
        server.setDaemon(true);
        server.start();
        while (Arc.container() == null
                || !Arc.container().isRunning()
                || !Arc.container().instance(Gate.class).isAvailable()) {
            Thread.sleep(POLL_MILLIS);
        }
        credentials = bean(Credentials.class);
        gate = make(Gate.class, make(Operations.class, List.<Capability>of(this::operations)));
        keys = System.getProperty(KEYS).split(",", -1);
        for (int tries = 0; serve() != 204; tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("the gate answered " + serve());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Benchmark
    public int wholeGate() {
        return serve();
    }

    @Benchmark
    public Caller credentialOnly() {
        return credentials.verify(new Presented("Bearer " + key(), null, null, null, null, "127.0.0.1"));
    }

    private int serve() {
        var exchanged = new StubExchange("/api/item/client/17", key());
        gate.serve(exchanged.context(), null);
        return exchanged.status();
    }

    /** In turns, as no key may ask as often as this asks. */
    private String key() {
        return keys[asked++ % keys.length];
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
    private static <T> T make(Class<T> type, Object given) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        List<Object> arguments = new ArrayList<>();
        Arrays.stream(constructor.getParameterTypes())
                .forEach(wanted -> arguments.add(wanted.isInstance(given) ? given : bean(wanted)));
        return type.cast(constructor.newInstance(arguments.toArray()));
    }
}
