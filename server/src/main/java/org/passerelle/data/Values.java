package org.passerelle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.JsonText;
import org.passerelle.fault.Sentence;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.format.Times;

/**
 * Reads what a client sends as a value of a column's type, strictly: nothing is cut off, rounded or guessed. A string in the canonical text
 * of the type is always accepted, and so is what the column's engine keeps beyond Java's types, in its own text. Pure.
 */
final class Values {

    private static final ColumnType ANY_NUMBER = new ColumnType.Decimal(0, -1);

    private final ZoneId zone;
    private final boolean ofText;

    /** @param zone where a date-time without offset is meant */
    Values(ZoneId zone) {
        this(zone, false);
    }

    private Values(ZoneId zone, boolean ofText) {
        this.zone = zone;
        this.ofText = ofText;
    }

    /** CSV, XLSX and XML know but texts: there a JSON value is the JSON that the text is. */
    Values from(Format format) {
        return new Values(zone, format == Format.CSV || format == Format.XLSX || format == Format.XML);
    }

    /** The value is not of the column's type. The message says what would be. */
    static final class Unfit extends Exception {
        private final transient Sentence said;

        Unfit(String words, Object... names) {
            super(words, null, false, false);
            this.said = Sentence.of(words, names);
        }

        Sentence said() {
            return said;
        }

        String reason() {
            return said.text();
        }
    }

    @Nullable
    Object read(ColumnType type, JsonNode node) throws Unfit {
        if (node.isNull()) {
            return null;
        }
        return switch (type) {
            case ColumnType.JsonValue j when ofText && node.isTextual() -> text(type, node.textValue());
            case ColumnType.JsonValue j -> new JsonText(whole(node.toString()));
            case ColumnType.Array(var of) when node.isArray() -> items(of, node);
            case ColumnType.Other(var name)
            when node.isValueNode() -> name.equals("any") ? any(node) : whole(node.asText());
            default -> {
                if (!node.isValueNode()) {
                    throw new Unfit(
                            "must be {}, not {}",
                            expected(type),
                            node.isArray() ? Sentence.name("an array") : Sentence.name("an object"));
                }
                if (node.isBoolean() && !(type instanceof ColumnType.Bool)) {
                    throw new Unfit("must be {}, not {}", expected(type), Sentence.name("a boolean"));
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
                        throw new Unfit("must be one of {}", String.join(", ", words));
                    }
                    yield text;
                }
                case ColumnType.Whole whole -> Numbers.whole(whole, text);
                case ColumnType.Decimal decimal -> Numbers.decimal(decimal, text);
                case ColumnType.Floating(var single) -> Numbers.floating(single, text.strip());
                case ColumnType.Bool b -> bool(text);
                case ColumnType.Day(var beyond) -> inReach(LocalDate.parse(text.strip()), text, beyond);
                case ColumnType.Clock c -> LocalTime.parse(text.strip());
                case ColumnType.Moment(var zoned, var beyond) -> {
                    OffsetDateTime moment = Times.parse(text, zone);
                    inReach(moment.toLocalDate(), text, beyond);
                    yield zoned ? moment : moment.atZoneSameInstant(zone).toLocalDateTime();
                }
                case ColumnType.Uuid u -> uuid(text.strip());
                case ColumnType.Binary b -> Base64.getDecoder().decode(text.strip());
                case ColumnType.JsonValue j -> new JsonText(whole(json(text).toString()));
                case ColumnType.Array(var of) -> array(of, text);
                case ColumnType.Other o -> whole(text);
            };
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            if (isBeyond(type, text)) {
                return text;
            }
            throw new Unfit("must be {}, not \"{}\"", expected(type), shortened(text));
        }
    }

    /** Whether the engine has a value that Java has not, and this is its text. */
    private static boolean isBeyond(ColumnType type, String text) {
        String beyond = switch (type) {
            case ColumnType.Day day -> day.beyond();
            case ColumnType.Clock clock -> clock.beyond();
            case ColumnType.Moment moment -> moment.beyond();
            default -> "";
        };
        return !beyond.isEmpty() && text.matches(beyond);
    }

    private static String bounded(String text, int max) throws Unfit {
        if (max > 0 && text.codePointCount(0, text.length()) > max) {
            throw new Unfit("must have at most {} characters", max);
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

    /** Beyond these years only some engines know any. */
    private static LocalDate inReach(LocalDate day, String text, String beyond) {
        if ((day.getYear() < 1 || day.getYear() > 9999) && !text.matches(beyond)) {
            throw new DateTimeException("the year is out of reach");
        }
        return day;
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException();
    }

    private List<@Nullable Object> array(ColumnType of, String text) throws Unfit {
        if (ofText && text.isEmpty()) {
            return List.of();
        }
        JsonNode node = json(text);
        if (!node.isArray()) {
            throw new IllegalArgumentException();
        }
        return items(of, node);
    }

    private static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** Whether the database holds this value already. */
    boolean same(@Nullable Object held, @Nullable Object given) {
        return new Sameness(zone).of(held, given);
    }

    /** Whether it is what stands there, be it of the column's type or not: whatever goes out may come in again. */
    boolean stands(ColumnType type, @Nullable Object held, JsonNode given) {
        try {
            return same(held, read(type, given));
        } catch (Unfit e) {
            String text = switch (held) {
                case BigDecimal number -> Numbers.plain(number);
                case JsonText(var raw) -> raw;
                case null, default -> String.valueOf(held);
            };
            return text.equals(given.isNumber() ? Numbers.plain(given.decimalValue()) : given.asText());
        }
    }

    static String expected(ColumnType type) {
        return switch (type) {
            case ColumnType.Text t -> Sentence.name("a text");
            case ColumnType.Choice c -> Sentence.name("a text");
            case ColumnType.Whole w -> Sentence.name("a whole number");
            case ColumnType.Decimal d -> Sentence.name("a number such as 437.50");
            case ColumnType.Floating f -> Sentence.name("a number");
            case ColumnType.Bool b -> Sentence.name("true or false");
            case ColumnType.Day d -> Sentence.name("a date such as 2016-07-05");
            case ColumnType.Clock c -> Sentence.name("a time such as 12:27:19");
            case ColumnType.Moment m -> Sentence.name("a date-time such as 2016-06-01T12:27:19.000+0200");
            case ColumnType.Uuid u -> Sentence.name("a UUID");
            case ColumnType.Binary b -> Sentence.name("bytes in base64");
            case ColumnType.JsonValue j -> Sentence.name("JSON");
            case ColumnType.Array a -> Sentence.name("an array");
            case ColumnType.Other o -> Sentence.name("a text of its own type");
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
