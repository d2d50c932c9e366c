package org.passerelle.scheduler;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The moments of a cron expression: five fields as Unix writes them, six or seven as Quartz does. A time of day is meant as clocks on the wall
 * show it: one that summer time leaps over comes when the clock has leapt, one that is shown twice comes the first time. What comes in every
 * hour comes in every hour that passes. Pure.
 */
record Schedule(Cron cron, boolean hourly, ZoneId zone) {

    private static final int UNIX_FIELDS = 5;

    /** @throws IllegalArgumentException that says what is not understood */
    static Schedule parse(String text, ZoneId zone) {
        String[] fields = text.strip().split("\\s+");
        boolean unix = fields.length == UNIX_FIELDS;
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(unix ? CronType.UNIX : CronType.QUARTZ))
                .parse(text.strip())
                .validate();
        String hour = fields[unix ? 1 : 2];
        return new Schedule(cron, hour.equals("*") || hour.equals("*/1") || hour.equals("0/1"), zone);
    }

    /** The first after that moment; empty when there is none any more. */
    Optional<Instant> next(Instant after) {
        ZoneOffset offset = zone.getRules().getOffset(after);
        ExecutionTime times = ExecutionTime.forCron(cron);
        if (hourly) {
            return times.nextExecution(after.atZone(offset)).map(ZonedDateTime::toInstant);
        }
        // on a clock that never leaps, whose times are then read on the one that does
        ZonedDateTime wall = after.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
        for (Optional<ZonedDateTime> next = times.nextExecution(wall);
                next.isPresent();
                next = times.nextExecution(next.get())) {
            Instant moment = next.get().toLocalDateTime().atZone(zone).toInstant();
            if (moment.isAfter(after)) {
                return Optional.of(moment);
            }
        }
        return Optional.empty();
    }
}
