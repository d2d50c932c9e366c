package org.passerelle.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** One attempt to tell a webhook, as it is kept and shown. */
record Delivery(
        @Doc(value = "Its id", example = "019a2b-7f3c") String id,

        @Doc(value = "The webhook's id", example = "wh-compta")
        String webhook,

        @Doc("The id of what was told: the same at each attempt; null when it is no longer kept") @Nullable
        String event,

        @Doc(value = "What happened; null when it is no longer kept", example = "record.created") @Nullable
        String event_name,

        @Doc(value = "The number of the message among all of this webhook", example = "42")
        long sequence,

        @Doc(value = "Which attempt this was, from 1", example = "1")
        int attempt,

        @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
        Instant time,

        @Doc(value = "delivered or failed", example = "delivered")
        String status,

        @Doc(value = "The status of the answer; null when there was none", example = "204") @Nullable
        Integer code,

        @Doc(value = "Milliseconds until the answer, or until it was given up", example = "35")
        int duration,

        @Doc(value = "The first kilobyte of the answer, without our secrets", example = "done")
        String answer,

        @Doc("Why there was no answer") @Nullable String error,

        @Doc("When the message is tried again; null when it is not") @Nullable
        Instant next) {}
