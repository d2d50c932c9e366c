package org.passerelle.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** An action as a client sees it (wire.md §7; ITCare actions). */
public record ActionView(
        @Doc(value = "The number to follow; null for a rehearsal", example = "7") @Nullable
        Long id,

        @Doc(value = "IN_PROGRESS, SUCCESS or ERROR", example = "IN_PROGRESS")
        String status,

        @Doc(value = "How it stands, in words", example = "12000 of 34969 rows.")
        String message,

        @Doc(value = "The operation that is done", example = "data.items")
        String process,

        @Doc(value = "Hundredths done, where the total is known", example = "34") @Nullable
        Integer progress,

        @Doc(value = "Rows done", example = "12000") long rowsDone,

        @Doc(value = "Rows in all, where that is known", example = "34969") @Nullable
        Long rowsTotal,

        @Doc(value = "Rows that were refused", example = "3")
        long rowsRefused,

        @Doc(value = "What the work is about", example = "commandes")
        String resourceName,

        @Doc(value = "What kind of thing that is", example = "table")
        String resourceType,

        @Doc(value = "When it was asked for", example = "2026-11-22T08:30:00.000+0000")
        Instant submittedAt,

        @Doc(value = "Who asked for it", example = "anne") String submittedBy,

        @Doc(value = "When it was last heard of", example = "2026-11-22T08:30:02.000+0000")
        Instant lastUpdatedAt,

        @Doc(value = "When it ended", example = "2026-11-22T08:30:05.000+0000") @Nullable
        Instant completedAt,

        @Doc(value = "Where its answer is, once it has succeeded", example = "/api/actions/7/result") @Nullable
        String result,

        @Doc(value = "Which rows were refused, where any were, and why", example = "/api/actions/7/errors") @Nullable
        String errors) {

    static ActionView of(Action action) {
        return new ActionView(
                action.id(),
                action.status().name(),
                action.message(),
                action.call().operation(),
                action.percent(),
                action.done(),
                action.total() < 0 ? null : action.total(),
                action.refused(),
                action.call().resourceName(),
                action.call().resourceType(),
                action.submittedAt(),
                action.call().asker().shown(),
                action.lastUpdatedAt(),
                action.completedAt(),
                action.status() == Action.Status.SUCCESS ? path(action.id()) + "/result" : null,
                action.refused() > 0 ? path(action.id()) + "/errors" : null);
    }

    static ActionView rehearsed(Deferred call, Instant now) {
        return new ActionView(
                null,
                Action.Status.IN_PROGRESS.name(),
                "A rehearsal: nothing is done.",
                call.operation(),
                null,
                0,
                null,
                0,
                call.resourceName(),
                call.resourceType(),
                now,
                call.asker().shown(),
                now,
                null,
                null,
                null);
    }

    static String path(long id) {
        return "/api/actions/" + id;
    }
}
