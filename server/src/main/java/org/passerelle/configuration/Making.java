package org.passerelle.configuration;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes a plan true, step by step, and stops at the first refusal. Done again it goes on from there: what is as the document says is left alone.
 *
 * @param told hears each step as it is done
 */
record Making(Consumer<String> told) {

    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** @return whether all was done */
    boolean make(Plan plan) {
        int done = 0;
        for (Step step : plan.steps()) {
            Answer answer = made(step);
            if (answer.isRefused()) {
                step.refused(answer, plan.document()).forEach(told);
                told.accept("Stopped here: %d of %d steps were done, and stay."
                        .formatted(done, plan.steps().size()));
                return false;
            }
            step.done().forEach(told);
            done++;
        }
        told.accept("Done: %d of %d steps.".formatted(done, done));
        return true;
    }

    /** What was done to a table or a connection just now, every node has seen within five seconds: who builds upon it asks as long. */
    private static Answer made(Step step) {
        long end = System.nanoTime() + PROMISED.toNanos();
        Answer answer = step.make();
        while (answer.isRefused() && step.waits() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Trouble("It was interrupted.");
            }
            answer = step.make();
        }
        return answer;
    }
}
