package org.passerelle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/** What must come true by itself: within the five seconds that are promised, or some time where no time is. */
public final class Soon {

    private static final int PROMISED_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PAUSE_MILLIS = 50;

    private Soon() {}

    /** Asks until it is so, and tells how long that took. What is asked for is promised within five seconds. */
    public static void within(String what, BooleanSupplier seen) {
        until(what, PROMISED_MILLIS, seen);
    }

    /** The same for what comes by itself and is promised for no time: how long it takes is a matter of the machine. */
    public static void atLast(String what, BooleanSupplier seen) {
        until(what, PATIENCE_MILLIS, seen);
    }

    /** It is too late when a question that was asked after that time is answered by no: the asking itself may be held up. */
    private static void until(String what, int millis, BooleanSupplier seen) {
        long began = System.nanoTime();
        long asked = 0;
        while (!seen.getAsBoolean()) {
            assertThat(asked).as("milliseconds until: " + what).isLessThan(millis);
            pause();
            asked = millisSince(began);
        }
        System.out.printf("%s: after %d ms%n", what, millisSince(began));
    }

    /** Between two questions. */
    public static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
