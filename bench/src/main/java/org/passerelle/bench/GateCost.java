package org.passerelle.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.gate.GateBenchmark;

/** What the gate costs: the whole road of a request but for the handler, by JMH. */
final class GateCost implements Question {

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String asks() {
        return "What does the gate cost: route, credential (an API key that was seen before), address, rate, right, answer's head, meters? "
                + "Goals: ≤ 10 µs of CPU, ≤ 40 µs for a JWT that was not.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        House house = Subject.house(folder, Tables.sqlite(folder));
        var options = new OptionsBuilder()
                .include(GateBenchmark.class.getName())
                .forks(manner.quick() ? 1 : 2)
                .warmupIterations(10)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(manner.quick() ? 1 : 2))
                .addProfiler(CpuTime.class)
                .addProfiler("gc")
                .jvmArgsAppend(
                        "-D" + GateBenchmark.DATA + "=" + house.folder(),
                        "-D" + GateBenchmark.KEYS + "=" + String.join(",", house.keys()));
        Collection<RunResult> results = new Runner(options.build()).run();
        report.columns("what", "CPU µs", "± (99.9 %)", "clock µs", "bytes made");
        for (RunResult result : results) {
            var cpu = result.getSecondaryResults().get(CpuTime.FIGURE);
            report.say(
                    "| %s | %.2f | %.2f | %.2f | %.0f |",
                    result.getParams().getBenchmark().replaceFirst(".*\\.", ""),
                    cpu.getScore(),
                    cpu.getScoreError(),
                    result.getPrimaryResult().getScore(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }
}
