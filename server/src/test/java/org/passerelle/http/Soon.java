package org.passerelle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/** What must come true by itself within the five seconds that are promised. */
public final class Soon {

    private static final int PROMISED_MILLIS = 5_000;
    private static final int PAUSE_MILLIS = 50;

    private Soon() {}

    /** Asks until it is so, and tells how long that took. */
    public static void within(String what, BooleanSupplier seen) {
        long began = System.nanoTime();
        while (!seen.getAsBoolean()) {
            assertThat(millisSince(began)).as("milliseconds until: " + what).isLessThan(PROMISED_MILLIS);
            pause();
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
