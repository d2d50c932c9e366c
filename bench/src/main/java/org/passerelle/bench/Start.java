package org.passerelle.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;

/** How long it takes from the start of the process to the line that says it is ready, and how much memory it then holds. */
final class Start implements Question {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String asks() {
        return "How soon is it ready, and how much memory does it hold? Goals: ≤ 1 s with the AOT cache, ≤ 250 MB idle.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        House house = Subject.house(folder, Tables.sqlite(folder));
        int times = manner.quick() ? 3 : 11;
        report.columns(
                "start",
                "seconds to ready: median",
                "best",
                "worst",
                "CPU seconds",
                "resident MB when idle",
                "after load");
        try (LoadMaker load = new LoadMaker()) {
            for (boolean cache : new boolean[] {true, false}) {
                double[] seconds = new double[times];
                double[] cpu = new double[times];
                for (int i = 0; i < times; i++) {
                    try (Program program = Subject.passerelle(house, cache)) {
                        seconds[i] = program.secondsToReady();
                        cpu[i] = program.cpuSecondsToReady();
                    }
                }
                Arrays.sort(seconds);
                Arrays.sort(cpu);
                long[] resident = memory(house, cache, load, manner);
                report.say(
                        "| %s | %.2f | %.2f | %.2f | %.2f | %d | %d |",
                        cache ? "with the AOT cache" : "without",
                        seconds[times / 2],
                        seconds[0],
                        seconds[times - 1],
                        cpu[times / 2],
                        resident[0] >> 20,
                        resident[1] >> 20);
            }
        }
    }

    /** Resident bytes: idle for a while, and after a while of load. */
    private static long[] memory(House house, boolean cache, LoadMaker load, Manner manner) throws Exception {
        try (Program program = Subject.passerelle(house, cache)) {
            Machine.sleep(5_000);
            long idle = Cpu.resident(program.pid());
            for (String path : Arrays.asList("/api/item/client/{1000}", "/api/list/client?rowPerPage=50")) {
                load.make(program.port(), 32, manner.quick() ? 3_000 : 20_000, path, house.header());
            }
            return new long[] {idle, Cpu.resident(program.pid())};
        }
    }
}
