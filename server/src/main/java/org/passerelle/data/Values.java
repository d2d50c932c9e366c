package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.JsonText;
import org.passerelle.format.Times;

/**
 * Reads what a client sends as a value of a column's type, strictly: nothing is cut off, rounded or guessed. A string in the canonical text
 * of the type is always accepted. Pure.
 */
final class Values {

    /** Digits that a number may have written out; more is an attack. */
    private static final int MAX_DIGITS = 1_000;

    private static final ColumnType ANY_NUMBER = new ColumnType.Decimal(0, -1);

    private final ZoneId zone;

    /** @param zone where a date-time without offset is meant */
    Values(ZoneId zone) {
        this.zone = zone;
    }

    /** The value is not of the column's type. The message says what would be. */
    static final class Unfit extends Exception {
        Unfit(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return Objects.requireNonNull(getMessage());
        }
    }

    @Nullable
    Object read(ColumnType type, JsonNode node) throws Unfit {
        if (node.isNull()) {
            return null;
        }
        return switch (type) {
            case ColumnType.JsonValue j -> new JsonText(whole(node.toString()));
            case ColumnType.Array(var of) when node.isArray() -> items(of, node);
            case ColumnType.Other(var name)
            when node.isValueNode() -> name.equals("any") ? any(node) : whole(node.asText());
            default -> {
                if (!node.isValueNode()) {
                    throw new Unfit(
                            "must be " + expected(type) + ", not " + (node.isArray() ? "an array" : "an object"));
                }
                if (node.isBoolean() && !(type instanceof ColumnType.Bool)) {
                    throw new Unfit("must be " + expected(type) + ", not a boolean");
                }
                yield text(type, node.isNumber() ? node.decimalValue().toString() : node.asText());
            }
        };
    }

    private List<@Nullable Object> items(ColumnType of, JsonNode array) throws Unfit {
        var items = new ArrayList<@Nullable Object>(array.size());
        for (JsonNode item : array) {
            items.add(item.isArray() ? items(of, item) : read(of, item));
        }
        return items;
    }

    /** A SQLite column without a type keeps what it is given, as far as it can hold it whole. */
    private static Object any(JsonNode node) throws Unfit {
        if (!node.isNumber()) {
            return whole(node.asText());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isIntegralNumber() || Double.isInfinite(node.doubleValue())) {
            throw new Unfit("must be a number that 64 bits can hold; send it as a text");
        }
        return node.doubleValue();
    }

    /** A value to compare with: a text may be longer than any that is there, an amount between two of them. */
    Object sought(ColumnType type, String text) throws Unfit {
        if (type.isText()) {
            return whole(text);
        }
        return type instanceof ColumnType.Decimal ? text(ANY_NUMBER, text) : text(type, text);
    }

    /** A value in its canonical text. */
    Object text(ColumnType type, String text) throws Unfit {
        try {
            return switch (type) {
                case ColumnType.Text(var max) -> bounded(text, max);
                case ColumnType.Choice(var words) -> {
                    if (!words.contains(text)) {
                        throw new Unfit("must be one of " + String.join(", ", words));
                    }
                    yield text;
                }
                case ColumnType.Whole whole -> whole(whole, text);
                case ColumnType.Decimal decimal -> decimal(decimal, text);
                case ColumnType.Floating f -> floating(text.trim());
                case ColumnType.Bool b -> bool(text);
                case ColumnType.Day d -> inReach(LocalDate.parse(text.trim()));
                case ColumnType.Clock c -> LocalTime.parse(text.trim());
                case ColumnType.Moment(var zoned) -> {
                    OffsetDateTime moment = Times.parse(text, zone);
                    inReach(moment.toLocalDate());
                    yield zoned ? moment : moment.atZoneSameInstant(zone).toLocalDateTime();
                }
                case ColumnType.Uuid u -> uuid(text.trim());
                case ColumnType.Binary b -> Base64.getDecoder().decode(text.trim());
                case ColumnType.JsonValue j -> new JsonText(whole(text));
                case ColumnType.Array a -> whole(text);
                case ColumnType.Other o -> whole(text);
            };
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Unfit("must be " + expected(type) + ", not \"" + shortened(text) + "\"");
        }
    }

    private static String bounded(String text, int max) throws Unfit {
        if (max > 0 && text.codePointCount(0, text.length()) > max) {
            throw new Unfit("must have at most " + max + " characters");
        }
        return whole(text);
    }

    /** A text that every engine can keep as it is: no U+0000, no halves of characters. */
    static String whole(String text) throws Unfit {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Unfit("must not hold the character U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new Unfit("must not hold half of a character (a lone surrogate)");
            }
        }
        return text;
    }

    /** Engines know other years or none beyond these. */
    private static LocalDate inReach(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("the year is out of reach");
        }
        return day;
    }

    /** The words that go out for what is no number come in too; what is too big for a double is no infinity. */
    private static Double floating(String text) {
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            return Double.valueOf(text);
        }
        double value = number(text).doubleValue();
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("too big");
        }
        return value;
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    private static Object whole(ColumnType.Whole type, String text) throws Unfit {
        BigDecimal number = number(text);
        BigInteger value = number.toBigIntegerExact();
        if (value.compareTo(type.min()) < 0 || value.compareTo(type.max()) > 0) {
            throw new Unfit("must be from " + type.min() + " to " + type.max());
        }
        return type.isLong() ? (Object) value.longValueExact() : value;
    }

    private static BigDecimal decimal(ColumnType.Decimal type, String text) throws Unfit {
        BigDecimal number = number(text);
        if (type.scale() < 0) {
            return number;
        }
        BigDecimal scaled;
        try {
            scaled = number.setScale(type.scale());
        } catch (ArithmeticException e) {
            throw new Unfit("must have at most " + type.scale() + " digits after the point");
        }
        if (type.precision() > 0 && scaled.precision() > type.precision()) {
            throw new Unfit("must have at most " + (type.precision() - type.scale()) + " digits before the point");
        }
        return scaled;
    }

    private static BigDecimal number(String text) {
        if (text.length() > 2 * MAX_DIGITS) {
            throw new NumberFormatException(
                    "too long"); // before it costs anything: long numbers take the square of their length
        }
        BigDecimal number = new BigDecimal(text.trim());
        if (number.precision() + Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Boolean bool(String text) {
        return switch (text.trim().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** Whether the database holds this value already. */
    static boolean same(@Nullable Object held, @Nullable Object given) {
        if (held instanceof BigDecimal a && given instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        if (held instanceof OffsetDateTime a && given instanceof OffsetDateTime b) {
            return a.isEqual(b);
        }
        if (held instanceof byte[] a && given instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        if (held instanceof JsonText(var a) && given instanceof JsonText(var b)) {
            return sameJson(a, b);
        }
        return Objects.equals(held, given);
    }

    private static boolean sameJson(String a, String b) {
        try {
            return org.passerelle.format.Json.MAPPER.readTree(a).equals(org.passerelle.format.Json.MAPPER.readTree(b));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return a.equals(b);
        }
    }

    static String expected(ColumnType type) {
        return switch (type) {
            case ColumnType.Text t -> "a text";
            case ColumnType.Choice c -> "a text";
            case ColumnType.Whole w -> "a whole number";
            case ColumnType.Decimal d -> "a number such as 437.50";
            case ColumnType.Floating f -> "a number";
            case ColumnType.Bool b -> "true or false";
            case ColumnType.Day d -> "a date such as 2016-07-05";
            case ColumnType.Clock c -> "a time such as 12:27:19";
            case ColumnType.Moment m -> "a date-time such as 2016-06-01T12:27:19.000+0200";
            case ColumnType.Uuid u -> "a UUID";
            case ColumnType.Binary b -> "bytes in base64";
            case ColumnType.JsonValue j -> "JSON";
            case ColumnType.Array a -> "an array";
            case ColumnType.Other o -> "a text of the type " + o.engineName();
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
