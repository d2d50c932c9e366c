package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.passerelle.bench.Main.Manner;

/**
 * Two servers under the same load, in turns: CPU time of server and database for each request, as medians over the turns. While one is
 * measured the other is frozen. The load is closed: 32 connections that each wait for their answer.
 */
final class Duel {

    static final int CONNECTIONS = 32;

    private final Manner manner;
    private final LoadMaker load;
    private final LongSupplier databaseCpu;
    private final Runnable rest;

    /** @param databaseCpu microseconds so far of the database's own processes */
    Duel(Manner manner, LoadMaker load, LongSupplier databaseCpu) {
        this(manner, load, databaseCpu, () -> {});
    }

    /** @param rest returns when all is done that the requests left to be done: it counts among what they cost */
    Duel(Manner manner, LoadMaker load, LongSupplier databaseCpu, Runnable rest) {
        this.manner = manner;
        this.load = load;
        this.databaseCpu = databaseCpu;
        this.rest = rest;
    }

    /** One of the two. @param header what {@link Load} sends beside the path, made anew for each load */
    record Side(Program program, String path, Supplier<String> header) {

        Side(Program program, String path, String header) {
            this(program, path, () -> header);
        }
    }

    /** A turn's figures. @param server CPU µs a request, and so {@code database} */
    private record Turn(double server, double database, double perSecond, long median, long p99) {

        double cpu() {
            return server + database;
        }
    }

    /** @return the ratio of the medians, ours to theirs */
    double fight(Report report, String what, Side ours, Side theirs) throws IOException {
        warm(ours, theirs);
        warm(theirs, ours);
        List<Turn> our = new ArrayList<>();
        List<Turn> their = new ArrayList<>();
        record(ours.program());
        for (int i = 0; i < (manner.quick() ? 3 : 5); i++) {
            our.add(turn(ours, theirs));
            their.add(turn(theirs, ours));
        }
        keepRecord(ours.program(), what);
        report.say(row(what, ours, our));
        report.say(row(what, theirs, their));
        return median(our, Turn::cpu) / median(their, Turn::cpu);
    }

    static void head(Report report) {
        report.columns(
                "what", "who", "CPU µs a request", "server", "database", "spread", "a second", "median ms", "p99 ms");
    }

    /** As many requests as the JVM needs to compile what is hot; however slow the machine is today, not for ever. */
    private void warm(Side side, Side other) throws IOException {
        other.program().freeze();
        try {
            long answered = 0;
            for (int i = 0; i < 8 && answered < (manner.quick() ? 40_000 : 150_000); i++) {
                answered += make(side, 3_000, side.header().get()).answered();
            }
            rest.run();
        } finally {
            other.program().thaw();
        }
    }

    private Turn turn(Side side, Side other) throws IOException {
        other.program().freeze();
        try {
            make(side, 500, side.header().get());
            rest.run();
            String header = side.header().get();
            long server = Cpu.of(side.program().pid());
            long database = databaseCpu.getAsLong();
            long began = System.nanoTime();
            var made = make(side, manner.quick() ? 2_000 : 3_000, header);
            double seconds = (System.nanoTime() - began) / 1e9;
            rest.run();
            double count = made.answered();
            return new Turn(
                    (Cpu.of(side.program().pid()) - server) / count,
                    (databaseCpu.getAsLong() - database) / count,
                    count / seconds,
                    made.median(),
                    made.p99());
        } finally {
            other.program().thaw();
        }
    }

    private LoadMaker.Made make(Side side, long millis, String header) throws IOException {
        return load.make(side.program().port(), CONNECTIONS, millis, side.path(), header);
    }

    private void record(Program program) {
        if (manner.profile()) {
            program.jcmd("JFR.start", "name=bench", "jdk.CPUTimeSample#enabled=true", "jdk.CPUTimeSample#throttle=5ms");
        }
    }

    private void keepRecord(Program program, String what) throws IOException {
        if (manner.profile()) {
            Path file = Machine.root().resolve("bench/target/" + what.replaceAll("\\W+", "-") + ".jfr");
            Files.deleteIfExists(file);
            program.jcmd("JFR.dump", "name=bench", "filename=" + file);
            program.jcmd("JFR.stop", "name=bench");
        }
    }

    private static String row(String what, Side side, List<Turn> turns) {
        double[] cpu = turns.stream().mapToDouble(Turn::cpu).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.1f–%.1f | %.0f | %.2f | %.2f |",
                what,
                side.program().name(),
                median(turns, Turn::cpu),
                median(turns, Turn::server),
                median(turns, Turn::database),
                cpu[0],
                cpu[cpu.length - 1],
                median(turns, Turn::perSecond),
                median(turns, Turn::median) / 1000,
                median(turns, Turn::p99) / 1000);
    }

    private static double median(List<Turn> turns, java.util.function.ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
