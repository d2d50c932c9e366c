package org.passerelle.connection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.function.Function;
import org.passerelle.format.QuickTimes;

/**
 * Dates and times between an engine's text and Java's. A year beyond 9999 has no sign in an engine's text, and one before the first is BC
 * on PostgreSQL. What Java cannot hold stays the text that it is.
 */
final class EngineTimes {

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);

    private EngineTimes() {}

    /** A LocalDate, or the text. */
    static Object day(String text) {
        return read(
                text, iso -> LocalDate.parse(iso.length() > 10 && iso.charAt(10) == 'T' ? iso.substring(0, 10) : iso));
    }

    /** A LocalTime, or the text. */
    static Object clock(String text) {
        return read(text, LocalTime::parse);
    }

    /** A LocalDateTime, or the text. */
    static Object local(String text) {
        return QuickTimes.read(text) instanceof LocalDateTime quick ? quick : read(text, LocalDateTime::parse);
    }

    /** An OffsetDateTime, or the text. */
    static Object zoned(String text) {
        return QuickTimes.read(text) instanceof OffsetDateTime quick
                ? quick
                : read(text, iso -> OffsetDateTime.parse(iso, OFFSET));
    }

    private static Object read(String text, Function<String, Object> parse) {
        try {
            return parse.apply(iso(text));
        } catch (DateTimeException | NumberFormatException e) {
            return text;
        }
    }

    private static String iso(String text) {
        String plain = text.replace(' ', 'T');
        int dash = plain.indexOf('-', 1);
        boolean bc = plain.endsWith("TBC");
        if (dash == 4 && !bc || dash < 4) {
            return plain;
        }
        long year = Long.parseLong(plain.substring(0, dash));
        String rest = bc ? plain.substring(dash, plain.length() - 3) : plain.substring(dash);
        return String.format(Locale.ROOT, "%+05d", bc ? 1 - year : year) + rest;
    }

    /** As the engine reads it. */
    static String text(Engine engine, Temporal value) {
        return switch (value) {
            case LocalTime clock -> CLOCK.format(clock);
            case LocalDate day -> date(engine, day, "");
            case LocalDateTime moment -> date(engine, moment.toLocalDate(), " " + CLOCK.format(moment));
            case OffsetDateTime moment
            when engine.isMaria() ->
                text(engine, moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
            case OffsetDateTime moment -> {
                String offset = moment.getOffset().getId().replace("Z", "+00:00");
                String mark = engine == Engine.SQLITE ? "T" : " ";
                yield date(engine, moment.toLocalDate(), mark + CLOCK.format(moment) + offset);
            }
            default -> value.toString();
        };
    }

    private static String date(Engine engine, LocalDate day, String rest) {
        String iso = day.toString();
        if (engine.isPostgres() && day.getYear() < 1) {
            return day.withYear(1 - day.getYear()) + rest + " BC";
        }
        return (iso.startsWith("+") ? iso.substring(1) : iso) + rest;
    }
}
