package org.passerelle.connection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.CellSink;
import org.passerelle.format.Times;

/**
 * Reads values from an engine, and writes them out. What a column's type holds in Java:
 *
 * <pre>
 * Text Choice Other      String              Day     LocalDate
 * Whole                  Long, BigInteger    Clock   LocalTime
 * Decimal                BigDecimal          Moment  OffsetDateTime (zoned), LocalDateTime
 * Floating               Float, Double       Uuid    UUID
 * Bool                   Boolean             Binary  byte[]
 * JsonValue              JsonText            Array   List
 * </pre>
 *
 * NaN and infinite decimals are Double. A value that Java does not hold ({@code infinity}), or that does not fit its declared type (SQLite
 * allows it), is the String that stands there.
 */
public final class Cells {

    /** Beyond so many digits a number is written with an exponent. */
    private static final int LONGEST = 900;

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
            case BigDecimal number ->
                out.number(Math.abs(number.scale()) > LONGEST ? number.toString() : number.toPlainString());
            case Double number -> out.floating(number);
            case Float number -> out.floating(Double.parseDouble(number.toString()));
            case Boolean flag -> out.bool(flag);
            case LocalDate day -> out.text(day.toString());
            case LocalTime clock -> out.text(EngineTimes.text(engine, clock));
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
            return SqliteCells.read(row, index, type, zone);
        }
        return switch (type) {
            case ColumnType.Whole whole
            when whole.isLong() -> {
                long value = row.getLong(index);
                yield value == 0 && row.wasNull() ? null : (Object) value;
            }
            case ColumnType.Floating(var single) -> {
                Object value = single ? (Object) row.getFloat(index) : (Object) row.getDouble(index);
                yield row.wasNull() ? null : value;
            }
            case ColumnType.Bool b -> {
                boolean value = row.getBoolean(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case ColumnType.Uuid u -> {
                Object value = row.getObject(index);
                yield value == null || value instanceof UUID ? value : UUID.fromString(value.toString());
            }
            case ColumnType.Binary b -> row.getBytes(index);
            case ColumnType.Array(var of) -> array(row, index, of);
            default -> {
                String text = row.getString(index);
                yield text == null ? null : ofText(text, type);
            }
        };
    }

    /** What the engine tells best as text. */
    private Object ofText(String text, ColumnType type) {
        return switch (type) {
            case ColumnType.Whole w -> new BigDecimal(text).toBigInteger();
            case ColumnType.Decimal(var precision, var scale) -> decimal(text, scale);
            case ColumnType.Day d -> EngineTimes.day(text);
            case ColumnType.Clock c -> EngineTimes.clock(text);
            case ColumnType.Moment(var zoned, var beyond) -> moment(text, zoned);
            case ColumnType.JsonValue j -> new JsonText(text);
            default -> text;
        };
    }

    static BigDecimal scaled(BigDecimal value, int scale) {
        return scale < 0 || value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    }

    /** NaN and the infinities are doubles. */
    private static Object decimal(String text, int scale) {
        return Character.isDigit(text.charAt(text.length() - 1))
                ? scaled(new BigDecimal(text), scale)
                : Double.valueOf(text);
    }

    private Object moment(String text, boolean zoned) {
        if (!zoned) {
            return EngineTimes.local(text);
        }
        if (engine.isMaria()) {
            return EngineTimes.local(text) instanceof LocalDateTime utc
                    ? utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toOffsetDateTime()
                    : text;
        }
        Object read = EngineTimes.zoned(text);
        return read instanceof OffsetDateTime moment && engine.isPostgres()
                ? moment.atZoneSameInstant(zone).toOffsetDateTime()
                : read;
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
                        case Float number -> number;
                        case Double number -> number;
                        case BigDecimal number -> number;
                        case Boolean flag -> flag;
                        case java.sql.Date day -> day.toLocalDate();
                        case java.sql.Timestamp moment ->
                            of instanceof ColumnType.Moment(var zoned, var beyond) && zoned
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
}
