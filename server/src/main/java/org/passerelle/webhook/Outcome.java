package org.passerelle.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param code the status of the answer; null when there was none
 * @param answer its first kilobyte, without our secrets
 * @param error why there was no answer; null when there was one
 * @param retryAfter how long the receiver wants to be left alone
 */
record Outcome(
        @Nullable Integer code,
        String answer,
        @Nullable String error,
        @Nullable Duration retryAfter,
        int millis) {

    private static final int GONE = 410;

    static boolean isGood(@Nullable Integer code) {
        return code != null && code >= 200 && code < 300;
    }

    boolean isGood() {
        return isGood(code);
    }

    /** The receiver wants nothing any more. */
    boolean isGone() {
        return code != null && code == GONE;
    }
}
