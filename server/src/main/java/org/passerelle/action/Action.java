package org.passerelle.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Progress;

/**
 * Long work and how far it has come.
 *
 * @param total rows, or {@link Progress#UNKNOWN}
 * @param hundredths done, where that is known otherwise
 * @param refused rows that were wrong
 * @param completedAt null while it is in progress
 */
record Action(
        long id,
        Status status,
        String message,
        Deferred call,
        long done,
        long total,
        @Nullable Integer hundredths,
        long refused,
        boolean cancelled,
        Instant submittedAt,
        Instant lastUpdatedAt,
        @Nullable Instant completedAt) {

    /** How it stands (ITCare). */
    enum Status {
        IN_PROGRESS,
        SUCCESS,
        ERROR
    }

    boolean isRunning() {
        return status == Status.IN_PROGRESS;
    }

    /** Hundredths done; null where the total is not known. */
    @Nullable
    Integer percent() {
        if (status == Status.SUCCESS) {
            return 100;
        }
        return total <= 0 ? hundredths : (Integer) (int) Math.min(99, 100 * done / total);
    }
}
