package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of processes, user and system, in microseconds (the kernel's ticks: 10 ms). */
final class Cpu {

    private static final long TICK_MICROS = 10_000;

    private Cpu() {}

    static long of(long pid) {
        String[] stat = stat(pid);
        return stat == null ? 0 : (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * TICK_MICROS;
    }

    /** This program's. */
    static long own() {
        return of(ProcessHandle.current().pid());
    }

    /** A process and its children, those included that have ended. */
    static long ofFamily(long pid) {
        String[] parent = stat(pid);
        if (parent == null) {
            return 0;
        }
        long ended = (Long.parseLong(parent[13]) + Long.parseLong(parent[14])) * TICK_MICROS;
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(pid).orElseThrow().children()) {
            return of(pid) + ended + children.mapToLong(c -> of(c.pid())).sum();
        }
    }

    static long parent(long pid) {
        String[] stat = stat(pid);
        return stat == null ? 0 : Long.parseLong(stat[1]);
    }

    /** Resident memory, in bytes. */
    static long resident(long pid) {
        String line = Machine.line(Path.of("/proc/" + pid + "/status"), "VmRSS:");
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    /** The fields from the third on: the second is a name that may hold blanks. */
    private static String[] stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
