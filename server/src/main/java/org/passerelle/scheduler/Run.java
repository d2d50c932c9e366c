package org.passerelle.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** One run of a task, as it is kept and shown. */
record Run(
        @Doc(value = "Its id", example = "019a2b7f3c0-5d1e") String id,

        @Doc(value = "The task's id", example = "export-nuit")
        String task,

        @Doc(value = "What it ran for: a moment, an event or a call", example = "cron:2026-11-22T01:30:00Z")
        String cause,

        @Doc(value = "WAITING, RUNNING, SUCCESS or ERROR", example = "SUCCESS")
        String status,

        @Doc(value = "What came of it", example = "It goes on as /api/actions/12.")
        String message,

        @Doc(value = "When it was planned", example = "2026-11-22T08:30:00.000+0000")
        Instant planned,

        @Doc("When it began; null before") @Nullable Instant started,

        @Doc("When it ended; null before") @Nullable Instant ended) {

    /** How it stands. */
    enum Status {
        WAITING,
        RUNNING,
        SUCCESS,
        ERROR
    }

    boolean is(Status wanted) {
        return status.equals(wanted.name());
    }
}
