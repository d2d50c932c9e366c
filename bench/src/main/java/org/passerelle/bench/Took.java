package org.passerelle.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What a piece of work took.
 *
 * @param seconds by the clock
 * @param cpu seconds, of all that worked on it
 */
record Took(double seconds, double cpu) {

    interface Work {
        void run() throws Exception;
    }

    /** @param cpuMicros CPU time so far of whoever works on it */
    static Took of(LongSupplier cpuMicros, Work work) throws Exception {
        long cpu = cpuMicros.getAsLong();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Took(seconds, (cpuMicros.getAsLong() - cpu) / 1e6);
    }

    /** Does it several times, and takes the middle of each figure. */
    static Took median(int times, LongSupplier cpuMicros, Work work) throws Exception {
        var took = new Took[times];
        for (int i = 0; i < times; i++) {
            took[i] = of(cpuMicros, work);
        }
        return median(took);
    }

    static Took median(Took[] took) {
        return new Took(middle(took, Took::seconds), middle(took, Took::cpu));
    }

    private static double middle(Took[] took, ToDoubleFunction<Took> figure) {
        return Arrays.stream(took).mapToDouble(figure).sorted().toArray()[took.length / 2];
    }
}
