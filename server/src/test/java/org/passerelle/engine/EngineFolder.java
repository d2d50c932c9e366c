package org.passerelle.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where engines live: {@code <tmp>/passerelle-engines-<user>} keeps unpacked binaries for the next JVM, and below it
 * each JVM has a run folder with its data, a lock held until it exits, and a list of the processes it started.
 * A JVM that was killed leaves its run folder behind; the next one ends those processes and deletes it.
 * Quarkus loads test classes anew for each application, so what is once per JVM is kept in system properties.
 */
final class EngineFolder {

    private EngineFolder() {}

    /** What all JVMs of this user share: unpacked binaries. */
    static Path shared() {
        return made(
                Path.of(System.getProperty("java.io.tmpdir"), "passerelle-engines-" + System.getProperty("user.name")));
    }

    /** A folder of this JVM, deleted when it exits. */
    static Path of(String name) {
        return made(Path.of(perJvm("run", () -> alone("run", EngineFolder::newRun)), name));
    }

    /** Makes the value once per JVM, whichever class loader asks first. */
    static String perJvm(String key, Supplier<String> make) {
        String property = "org.passerelle.engine." + key;
        synchronized (property.intern()) { // the interned string is the one object all class loaders share
            String known = System.getProperty(property);
            if (known == null) {
                known = make.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }

    /** Runs alone among the JVMs of this user. */
    static <T> T alone(String what, Supplier<T> work) {
        synchronized (("org.passerelle.engine.alone." + what).intern()) {
            try (FileChannel channel = open(shared().resolve(what + ".lock"));
                    var lock = channel.lock()) {
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The signal ({@code kill -s}) ends that process when this JVM exits, or when the next one finds it was left. */
    static void endAtExit(long pid, String signal) {
        try {
            Path list = of(".").resolve("processes");
            Files.writeString(list, pid + " " + signal + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newRun() {
        try {
            sweep();
            Path run = Files.createTempDirectory(
                    shared(), "run-" + ProcessHandle.current().pid() + "-");
            FileChannel lock = open(run.resolve("lock"));
            lock.lock();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run, lock), "engines-end"));
            return run.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep() throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(shared(), "run-*")) {
            for (Path run : runs) {
                try (FileChannel channel = open(run.resolve("lock"))) {
                    if (channel.tryLock() != null) {
                        end(run, channel);
                    }
                } catch (OverlappingFileLockException | IOException ownOrGone) {
                    // nothing to end
                }
            }
        }
    }

    /** Only the JDK is called here: at exit a test's class loader may be closed already. */
    private static void end(Path run, FileChannel lock) {
        try (lock) {
            Path processes = run.resolve("processes");
            for (String line : Files.exists(processes) ? Files.readAllLines(processes) : List.<String>of()) {
                String[] parts = line.split(" ");
                ProcessHandle process =
                        ProcessHandle.of(Long.parseLong(parts[0])).orElse(null);
                // the number may have passed to a stranger: ours names its data folder
                if (process != null && process.info().commandLine().orElse("").contains(run.toString())) {
                    new ProcessBuilder("kill", "-s", parts[1], parts[0]).start().waitFor();
                    process.onExit().get(10, TimeUnit.SECONDS);
                }
            }
            delete(run);
        } catch (Exception e) {
            System.err.println("Left behind in " + run + ": " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Path[] deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder).normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
