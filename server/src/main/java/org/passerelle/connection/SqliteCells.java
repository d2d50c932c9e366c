package org.passerelle.connection;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Times;

/**
 * Reads SQLite's cells, where the type belongs to the value and not to the column: what fits the declared type is of that type, anything else
 * is what it is.
 */
final class SqliteCells {

    /** SQLite keeps a moment as a number too: below this it counts seconds, above it milliseconds. */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private SqliteCells() {}

    /** @param zone where a local date-time is meant */
    static @Nullable Object read(ResultSet row, int index, ColumnType type, ZoneId zone) throws SQLException {
        Object stored = row.getObject(index);
        return switch (stored) {
            case null -> null;
            case byte[] bytes -> type instanceof ColumnType.Text ? new String(bytes, StandardCharsets.UTF_8) : bytes;
            case Integer number -> number(number.longValue(), type, zone);
            case Long number -> number(number, type, zone);
            case Double number -> real(number, type, zone);
            default -> text(stored.toString(), type, zone);
        };
    }

    static Object number(Long number, ColumnType type, ZoneId zone) {
        return switch (type) {
            case ColumnType.Decimal(var precision, var scale) -> Cells.scaled(BigDecimal.valueOf(number), scale);
            case ColumnType.Floating f -> number.doubleValue();
            case ColumnType.Bool b -> number != 0;
            case ColumnType.Day d -> moment(number, zone).toLocalDate();
            case ColumnType.Moment(var zoned, var beyond) -> as(moment(number, zone), zoned, zone);
            case ColumnType.Text t -> number.toString();
            default -> number;
        };
    }

    static Object real(Double number, ColumnType type, ZoneId zone) {
        return switch (type) {
            case ColumnType.Whole w when number.isInfinite() -> number;
            case ColumnType.Whole w -> whole(new BigDecimal(number.toString()));
            case ColumnType.Decimal(var precision, var scale) ->
                number.isInfinite() ? number : Cells.scaled(new BigDecimal(number.toString()), scale);
            case ColumnType.Day d -> julian(number).toLocalDate();
            case ColumnType.Moment(var zoned, var beyond) -> as(julian(number), zoned, zone);
            case ColumnType.Text t -> number.toString();
            default -> number;
        };
    }

    /** A number that no integer of SQLite holds is kept as a real. */
    private static Object whole(BigDecimal number) {
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        return isWhole ? (Object) number.toBigInteger() : number;
    }

    static Object text(String text, ColumnType type, ZoneId zone) {
        try {
            return switch (type) {
                case ColumnType.Decimal(var precision, var scale) -> Cells.scaled(new BigDecimal(text), scale);
                case ColumnType.Bool b
                when text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") -> Boolean.valueOf(text);
                case ColumnType.Day d -> EngineTimes.day(text);
                case ColumnType.Clock c -> EngineTimes.clock(text);
                case ColumnType.Moment(var zoned, var beyond) -> moment(text, zoned, zone);
                case ColumnType.Uuid u -> uuid(text);
                case ColumnType.JsonValue j -> new JsonText(text);
                default -> text;
            };
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return text;
        }
    }

    /** Only what comes out again as it is written. */
    private static Object uuid(String text) {
        UUID uuid = UUID.fromString(text);
        return uuid.toString().equals(text) ? uuid : text;
    }

    private static OffsetDateTime moment(long number, ZoneId zone) {
        return (Math.abs(number) < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number))
                .atZone(zone)
                .toOffsetDateTime();
    }

    private static OffsetDateTime julian(double day) {
        return Instant.ofEpochMilli(Math.round((day - 2440587.5) * 86_400_000)).atOffset(ZoneOffset.UTC);
    }

    private static Object as(OffsetDateTime moment, boolean zoned, ZoneId zone) {
        return zoned ? moment : (Object) moment.atZoneSameInstant(zone).toLocalDateTime();
    }

    /** As it is stored: with its own offset, or local. */
    private static Object moment(String text, boolean zoned, ZoneId zone) {
        Object read = Times.read(text);
        return zoned && read instanceof LocalDateTime local ? local.atZone(zone).toOffsetDateTime() : read;
    }
}
