package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A task, as it is kept and shown. */
record ScheduledTask(
        @Doc(value = "Its id", example = "export-nuit") String id,

        @Doc(value = "What people call it", example = "Export de la nuit")
        String name,

        @Doc(
                value = "When it runs: a cron expression of five fields, or of six as Quartz has; null for no time",
                example = "30 2 * * *")
        @Nullable
        String cron,

        @Doc(value = "The event that it runs at; null for none", example = "EVENT1") @Nullable
        String event,

        @Doc(value = "export, report, fireEvent, purge, refreshSchema or sql", example = "export")
        String kind,

        @Doc(value = "What its kind needs to know", example = "{\"view\":\"clients\"}")
        JsonNode parameters,

        @Doc(value = "Where cron is read; the server's when null", example = "Europe/Paris") @Nullable
        String timeZone,

        @Doc(value = "Whether it runs by itself", example = "true")
        boolean active,

        @Doc(value = "By whose rights it runs: who wrote it last", example = "admin")
        String account,

        @Doc("When it runs next by cron; null when it does not") @Nullable
        Instant upcoming) {

    /** As a client writes it. What is left out has its default. */
    record Written(
            @Doc(value = "Made from the name when left out", example = "export-nuit") @Nullable
            String id,

            @Doc(value = "What people call it", example = "Export de la nuit") @Nullable
            String name,

            @Doc(value = "When it runs; cron or event, not both", example = "30 2 * * *") @Nullable
            String cron,

            @Doc("The event that it runs at; cron or event, not both") @Nullable
            String event,

            @Doc(value = "export, report, fireEvent, purge, refreshSchema or sql", example = "export") @Nullable
            String kind,

            @Doc(
                    value =
                            "What its kind needs to know: {view, format} · {report} · {event, parameters} · {of, days} · {connection} · {connection, statement}",
                    example = "{\"view\":\"clients\"}")
            @Nullable
            JsonNode parameters,

            @Doc(value = "Where cron is read; the server's when left out", example = "Europe/Paris") @Nullable
            String timeZone,

            @Doc(value = "Whether it runs by itself; true when left out", example = "true") @Nullable
            Boolean active,

            @Doc("Is not changed by what is sent") @Nullable String account,

            @Doc("Is not changed by what is sent") @Nullable Instant upcoming) {}

    ScheduledTask with(@Nullable Instant next) {
        return new ScheduledTask(id, name, cron, event, kind, parameters, timeZone, active, account, next);
    }
}
