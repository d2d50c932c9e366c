package org.passerelle.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where it is measured. Linux: CPU time and memory are read from {@code /proc}. */
final class Machine {

    /** Above this many runnable threads (a minute's mean) others were at work too. */
    private static final double QUIET = 0.7;

    private Machine() {}

    /** The checkout that this was built in. */
    static Path root() {
        try {
            Path jar = Path.of(Machine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line about it, with the load before the run. */
    static String describe() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "Commit %s, %d cores (%s), %s %s, %s %s; load before %.2f%s.",
                commit(),
                Runtime.getRuntime().availableProcessors(),
                line(Path.of("/proc/cpuinfo"), "model name").replaceFirst(".*: *", ""),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                load,
                load < QUIET ? "" : ": **the machine was busy with other work**");
    }

    private static String commit() {
        String folder = root().toString();
        String changed = output("git", "-C", folder, "status", "--porcelain", "--", ".", ":!bench/results");
        return output("git", "-C", folder, "rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : ", changed");
    }

    /** A JVM as the server's, with the options that this one was given. */
    static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(arguments));
        return command;
    }

    static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command prints; stops when it fails. */
    static String output(String... command) {
        return output(List.of(command), "");
    }

    static String output(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first line of a file that begins so; empty when there is none. */
    static String line(Path file, String beginning) {
        try (var lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(beginning)).findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
