package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.fault.Sentence;

/** From what the API answers to what people see, in their language. */
record Cells(Language language) {

    private static final DateTimeFormatter WIRE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HHMM", "Z")
            .toFormatter(Locale.ROOT);
    private static final Set<String> GOOD =
            Set.of("up", "active", "success", "ok", "delivered", "accepted", "running", "true", "owner", "valid");
    private static final Set<String> BAD = Set.of(
            "down", "error", "failed", "refused", "disabled", "denied", "exhausted", "revoked", "expired", "invalid");

    Cell of(JsonNode record, Column column) {
        JsonNode value = at(record, column.field());
        if (value.isMissingNode() || value.isNull()) {
            return Cell.EMPTY;
        }
        return switch (column.kind()) {
            case TEXT -> Cell.text(text(value));
            case SAID -> Cell.text(said(text(value)));
            case WHOLE -> new Cell("whole", text(value), "", List.of());
            case CODE -> new Cell("code", text(value), "", List.of());
            case NUMBER -> new Cell("number", number(value), value.asText(), List.of());
            case SECONDS -> {
                String seconds = Seconds.shown(value);
                yield new Cell("number", seconds, seconds, List.of());
            }
            case TIME -> time(value.asText());
            case FLAG -> flag(value.asBoolean());
            case STATE -> state(column.field(), value.asText());
            case LIST -> list(value);
            case COUNT -> new Cell("number", Integer.toString(value.size()), Integer.toString(value.size()), List.of());
        };
    }

    static JsonNode at(JsonNode record, String field) {
        JsonNode value = record;
        for (String part : field.split("\\.")) {
            value = value.path(part);
        }
        return value;
    }

    /** What is no plain value is shown as it is. */
    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    /** A sentence of the API in the reader's language; what nobody has said in it stays as it is. */
    String said(String text) {
        return Refusals.in(language, Sentence.of(text)).orElse(text);
    }

    /** As a file has it: neither rounded nor put into words. */
    static String plain(JsonNode record, Column column) {
        JsonNode value = at(record, column.field());
        return switch (column.kind()) {
            case COUNT -> value.isContainerNode() ? Integer.toString(value.size()) : text(value);
            case LIST -> value.isContainerNode() ? String.join(", ", items(value)) : text(value);
            default -> text(value);
        };
    }

    static Comparator<JsonNode> order(Column column) {
        return (one, other) -> {
            JsonNode first = at(one, column.field());
            JsonNode second = at(other, column.field());
            return first.isNumber() && second.isNumber()
                    ? first.decimalValue().compareTo(second.decimalValue())
                    : column.kind() == Column.Kind.COUNT
                            ? Integer.compare(first.size(), second.size())
                            : plain(one, column).compareToIgnoreCase(plain(other, column));
        };
    }

    /** Which word of a state it is, the last part of its name says. */
    private Cell state(String path, String word) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        String text = Texts.of(language).getOrDefault("o_" + field + "_" + word, word);
        return new Cell("state", text, tone(word), List.of());
    }

    private String number(JsonNode value) {
        return value.isIntegralNumber() ? String.format(locale(), "%,d", value.bigIntegerValue()) : value.asText();
    }

    private Cell flag(boolean yes) {
        String text = Objects.requireNonNull(Texts.of(language).get(yes ? "yes" : "no"));
        return new Cell("flag", text, Boolean.toString(yes), List.of());
    }

    private static Cell list(JsonNode value) {
        List<String> items = items(value);
        return new Cell("list", String.join(", ", items), "", items);
    }

    /** Of a list its values; of an object its names, each with its value. */
    private static List<String> items(JsonNode value) {
        var items = new ArrayList<String>();
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                boolean plain = member.getValue().isValueNode();
                items.add(member.getKey() + (plain ? ":" + member.getValue().asText() : ""));
            }
        } else {
            value.forEach(item -> items.add(text(item)));
        }
        return items;
    }

    Cell time(String wire) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(wire, WIRE);
            String text = moment.format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale()));
            return new Cell("time", text, wire, List.of());
        } catch (DateTimeException e) {
            return Cell.text(wire);
        }
    }

    private Locale locale() {
        return language == Language.FR ? Locale.FRANCE : Locale.UK;
    }

    private static String tone(String state) {
        String word = state.toLowerCase(Locale.ROOT);
        return GOOD.contains(word) ? "good" : BAD.contains(word) ? "bad" : "plain";
    }
}
