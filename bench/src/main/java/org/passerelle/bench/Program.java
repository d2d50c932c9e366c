package org.passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under measurement, in a process of its own. What it prints goes to a file beside the benchmark's jar. */
final class Program implements AutoCloseable {

    private static final Pattern HEAP = Pattern.compile("(?:total|committed) \\d+K, used (\\d+)K");

    private static final int SECONDS_TO_READY = 180;

    private final String name;
    private final Process process;
    private final ProcessHandle server;
    private final int port;
    private final long nanosToReady;
    private final long cpuToReady;

    private Program(String name, Process process, int port, long nanosToReady, long cpuToReady) {
        this.name = name;
        this.process = process;
        this.server = process.children().findFirst().orElse(process.toHandle()); // what a script has started
        this.port = port;
        this.nanosToReady = nanosToReady;
        this.cpuToReady = cpuToReady;
    }

    /** Starts it, and waits for the line that says it is ready. */
    static Program start(String name, int port, String readyLine, List<String> command) {
        Path log = Machine.root().resolve("bench/target/" + name + ".log");
        try {
            long began = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            var ready = new CountDownLatch(1);
            long[] after = new long[2];
            Thread.ofVirtual()
                    .start(() -> copy(process, log, readyLine, () -> {
                        after[0] = System.nanoTime() - began;
                        after[1] = Cpu.of(process.pid());
                        ready.countDown();
                    }));
            if (!ready.await(SECONDS_TO_READY, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not start: see " + log);
            }
            return new Program(name, process, port, after[0], after[1]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Process process, Path log, String readyLine, Runnable ready) {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
                var out = Files.newBufferedWriter(log)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains(readyLine)) {
                    ready.run();
                }
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                System.err.println(log + ": " + e);
            }
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return server.pid();
    }

    int port() {
        return port;
    }

    double secondsToReady() {
        return nanosToReady / 1e9;
    }

    /** CPU seconds that it took until then, which other programs on the machine do not lengthen. */
    double cpuSecondsToReady() {
        return cpuToReady / 1e6;
    }

    /** Stands still, so that its timers and compilers take nothing from the one that is measured. */
    void freeze() {
        Machine.output("kill", "-STOP", Long.toString(pid()));
    }

    void thaw() {
        Machine.output("kill", "-CONT", Long.toString(pid()));
    }

    String jcmd(String... command) {
        var all = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid())));
        all.addAll(List.of(command));
        return Machine.output(all, "");
    }

    /** Bytes that the heap holds when garbage has been collected. */
    long heldAfterCollection() {
        jcmd("GC.run");
        Matcher generations = HEAP.matcher(jcmd("GC.heap_info"));
        long held = 0;
        while (generations.find()) {
            held += Long.parseLong(generations.group(1)) << 10;
        }
        return held;
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
