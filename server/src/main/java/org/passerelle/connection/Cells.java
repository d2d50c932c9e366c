package org.passerelle.connection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.CellSink;
import org.passerelle.format.Times;

/**
 * Moves values between an engine and us. What a column's type holds in Java:
 *
 * <pre>
 * Text Choice Other      String              Day     LocalDate
 * Whole                  Long, BigInteger    Clock   LocalTime
 * Decimal                BigDecimal          Moment  OffsetDateTime (zoned), LocalDateTime
 * Floating               Double              Uuid    UUID
 * Bool                   Boolean             Binary  byte[]
 * JsonValue              JsonText            Array   List
 * </pre>
 *
 * A value that does not fit its declared type (SQLite allows it) is the String that stands there.
 */
public final class Cells {

    static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** SQLite keeps a moment as a number too: below this it counts seconds, above it milliseconds. */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private final Engine engine;
    private final ZoneId zone;

    /** @param zone where a local date-time is meant */
    Cells(Engine engine, ZoneId zone) {
        this.engine = engine;
        this.zone = zone;
    }

    /** Writes a value as every format shows it. */
    void emit(@Nullable Object value, CellSink out) {
        switch (value) {
            case null -> out.nothing();
            case String text -> out.text(text);
            case Long number -> out.integer(number);
            case BigInteger number -> out.number(number.toString());
            case BigDecimal number -> out.number(number.toPlainString());
            case Double number -> out.floating(number);
            case Boolean flag -> out.bool(flag);
            case LocalDate day -> out.text(day.toString());
            case LocalTime clock -> out.text(CLOCK.format(clock));
            case LocalDateTime moment -> out.text(Times.text(moment, zone));
            case OffsetDateTime moment -> out.text(Times.text(moment));
            case byte[] bytes -> out.binary(bytes);
            case JsonText json -> out.json(json.raw());
            case List<?> items -> {
                out.startArray();
                items.forEach(item -> emit(item, out));
                out.endArray();
            }
            default -> out.text(value.toString());
        }
    }

    @Nullable
    Object read(ResultSet row, int index, ColumnType type) throws SQLException {
        if (engine == Engine.SQLITE) {
            return readSqlite(row, index, type);
        }
        return switch (type) {
            case ColumnType.Text t -> row.getString(index);
            case ColumnType.Choice t -> row.getString(index);
            case ColumnType.Other t -> row.getString(index);
            case ColumnType.Clock t -> {
                String text = row.getString(index);
                yield text == null ? null : clock(text);
            }
            case ColumnType.Whole whole -> {
                if (whole.isLong()) {
                    long value = row.getLong(index);
                    yield value == 0 && row.wasNull() ? null : (Object) value;
                }
                BigDecimal value = row.getBigDecimal(index);
                yield value == null ? null : value.toBigInteger();
            }
            case ColumnType.Decimal(var precision, var scale) -> decimal(row.getString(index), scale);
            case ColumnType.Floating t -> {
                double value = row.getDouble(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case ColumnType.Bool t -> {
                boolean value = row.getBoolean(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case ColumnType.Day t -> {
                String text = row.getString(index);
                yield text == null ? null : day(text);
            }
            case ColumnType.Moment(var zoned) -> zoned ? moment(row, index) : local(row, index);
            case ColumnType.Uuid t -> {
                Object value = row.getObject(index);
                yield value == null ? null : value instanceof UUID ? value : UUID.fromString(value.toString());
            }
            case ColumnType.JsonValue t -> {
                String raw = row.getString(index);
                yield raw == null ? null : new JsonText(raw);
            }
            case ColumnType.Binary t -> row.getBytes(index);
            case ColumnType.Array(var of) -> array(row, index, of);
        };
    }

    private @Nullable Object readSqlite(ResultSet row, int index, ColumnType type) throws SQLException {
        Object stored = row.getObject(index);
        try {
            return switch (stored) {
                case Number number -> sqliteNumber(number, type);
                case String text -> sqliteText(text, type);
                case null, default -> stored;
            };
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return stored.toString();
        }
    }

    private Object sqliteNumber(Number stored, ColumnType type) {
        return switch (type) {
            case ColumnType.Whole w -> stored.longValue();
            case ColumnType.Decimal(var precision, var scale) -> scaled(new BigDecimal(stored.toString()), scale);
            case ColumnType.Floating f -> stored.doubleValue();
            case ColumnType.Bool b -> stored.intValue() != 0;
            case ColumnType.Day d -> sqliteMoment(stored).toLocalDate();
            case ColumnType.Moment m -> sqliteMoment(stored);
            case ColumnType.Other o -> stored instanceof Integer i ? (Object) i.longValue() : stored;
            default -> sqliteText(stored.toString(), type);
        };
    }

    private Object sqliteText(String text, ColumnType type) {
        return switch (type) {
            case ColumnType.Bool b when text.equalsIgnoreCase("true") -> true;
            case ColumnType.Bool b when text.equalsIgnoreCase("false") -> false;
            case ColumnType.Day d -> day(text);
            case ColumnType.Clock c -> clock(text);
            case ColumnType.Moment(var zoned) -> sqliteMoment(text, zoned);
            case ColumnType.Uuid u -> UUID.fromString(text);
            case ColumnType.JsonValue j -> new JsonText(text);
            default -> text;
        };
    }

    private OffsetDateTime sqliteMoment(Number stored) {
        if (stored instanceof Double julian) {
            return Instant.ofEpochMilli(Math.round((julian - 2440587.5) * 86_400_000))
                    .atOffset(ZoneOffset.UTC);
        }
        long number = stored.longValue();
        return (Math.abs(number) < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number))
                .atZone(zone)
                .toOffsetDateTime();
    }

    /** As it is stored: with its own offset, or local. */
    private Object sqliteMoment(String text, boolean zoned) {
        Object parsed = Times.read(text);
        return zoned && parsed instanceof LocalDateTime local ? local.atZone(zone).toOffsetDateTime() : parsed;
    }

    private static @Nullable BigDecimal decimal(@Nullable String text, int scale) {
        return text == null ? null : scaled(new BigDecimal(text), scale);
    }

    private static BigDecimal scaled(BigDecimal value, int scale) {
        return scale < 0 || value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    }

    private static Object day(String text) {
        try {
            return LocalDate.parse(text.length() > 10 && text.charAt(4) == '-' ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static Object clock(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private @Nullable Object moment(ResultSet row, int index) throws SQLException {
        String text = engine.isMaria() ? row.getString(index) : null;
        if (engine.isMaria()) {
            return text == null
                    ? null
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atOffset(ZoneOffset.UTC)
                            .atZoneSameInstant(zone)
                            .toOffsetDateTime();
        }
        try {
            OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
            if (value == null) {
                return null;
            }
            return engine.isPostgres() ? value.atZoneSameInstant(zone).toOffsetDateTime() : value;
        } catch (SQLException | java.time.DateTimeException e) {
            return row.getString(index);
        }
    }

    private @Nullable Object local(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private @Nullable Object array(ResultSet row, int index, ColumnType of) throws SQLException {
        java.sql.Array array = row.getArray(index);
        if (array == null) {
            return null;
        }
        try {
            return items((Object[]) array.getArray(), of);
        } finally {
            array.free();
        }
    }

    private List<@Nullable Object> items(Object[] items, ColumnType of) {
        var list = new ArrayList<@Nullable Object>(items.length);
        for (Object item : items) {
            list.add(
                    switch (item) {
                        case null -> null;
                        case Object[] nested -> items(nested, of);
                        case Integer number -> number.longValue();
                        case Short number -> number.longValue();
                        case Long number -> number;
                        case Float number -> Double.valueOf(number.toString());
                        case Double number -> number;
                        case BigDecimal number -> number;
                        case Boolean flag -> flag;
                        case java.sql.Date day -> day.toLocalDate();
                        case java.sql.Timestamp moment ->
                            of instanceof ColumnType.Moment(var zoned) && zoned
                                    ? moment.toInstant().atZone(zone).toOffsetDateTime()
                                    : moment.toLocalDateTime();
                        case OffsetDateTime moment -> moment;
                        case LocalDateTime moment -> moment;
                        case LocalDate day -> day;
                        default -> of instanceof ColumnType.JsonValue ? new JsonText(item.toString()) : item.toString();
                    });
        }
        return list;
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case BigInteger number -> statement.setBigDecimal(index, new BigDecimal(number));
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean flag when engine == Engine.SQLITE -> statement.setInt(index, flag ? 1 : 0);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case JsonText json
            when engine == Engine.H2 ->
                statement.setBytes(index, json.raw().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case JsonText json -> statement.setString(index, json.raw());
            case List<?> items
            when engine == Engine.H2 ->
                statement.setObject(index, items.stream().map(this::plain).toArray());
            case List<?> items -> statement.setString(index, arrayLiteral(items));
            default -> statement.setString(index, String.valueOf(plain(value)));
        }
    }

    /** The text that the engine itself would write. */
    private Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case LocalDateTime moment -> LOCAL.format(moment);
            case OffsetDateTime moment
            when engine.isMaria() ->
                LOCAL.format(moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
            case OffsetDateTime moment
            when engine == Engine.SQLITE ->
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment).replaceFirst("Z$", "+00:00");
            case OffsetDateTime moment -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
            case LocalTime clock -> CLOCK.format(clock);
            case Long number -> number;
            case JsonText json -> json.raw();
            default -> value.toString();
        };
    }

    /** PostgreSQL's way to write an array (documentation of PostgreSQL, §8.15.2). */
    private String arrayLiteral(List<?> items) {
        var literal = new StringBuilder("{");
        for (Object item : items) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            switch (item) {
                case null -> literal.append("NULL");
                case List<?> nested -> literal.append(arrayLiteral(nested));
                default ->
                    literal.append('"')
                            .append(String.valueOf(plain(item))
                                    .replace("\\", "\\\\")
                                    .replace("\"", "\\\""))
                            .append('"');
            }
        }
        return literal.append('}').toString();
    }
}
