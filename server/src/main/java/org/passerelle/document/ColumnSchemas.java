package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.passerelle.connection.ColumnType;
import org.passerelle.schema.Column;

/**
 * Column types as JSON Schema (2020-12), with a value and a word for each. docs/reference/types.md tells how each travels.
 */
final class ColumnSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String UUID = "3f2b1c9e-7d54-4b0a-9c1d-5e8f6a7b8c9d";
    private static final String MAIL = "anne@example.org";
    private static final int MOST_DIGITS_IN_EXAMPLE = 3;

    private ColumnSchemas() {}

    static ObjectNode of(Column column) {
        ObjectNode schema = of(column.type());
        return column.nullable() ? RecordSchemas.nullable(schema) : schema;
    }

    /** A column that shows on some rows only is null on the others. */
    static ObjectNode masked(Column column) {
        return RecordSchemas.nullable(of(column.type()));
    }

    static ObjectNode of(ColumnType type) {
        ObjectNode schema = NODES.objectNode();
        return switch (type) {
            case ColumnType.Text(int max) -> max > 0 ? Bounds.text(max) : Bounds.text();
            case ColumnType.Whole(BigInteger min, BigInteger max) -> whole(schema, min, max);
            case ColumnType.Decimal(int precision, int scale) -> decimal(schema, precision, scale);
            case ColumnType.Floating f -> schema.put("type", "number").put("format", "double");
            case ColumnType.Bool b -> schema.put("type", "boolean");
            case ColumnType.Day d -> Bounds.text(Timestamps.LONGEST).put("format", "date");
            case ColumnType.Clock c -> Bounds.text(Timestamps.LONGEST).put("pattern", "^" + Timestamps.CLOCK + "$");
            case ColumnType.Moment m -> Timestamps.schema();
            case ColumnType.Uuid u -> Bounds.text(UUID.length()).put("format", "uuid");
            case ColumnType.Binary b -> Bounds.text().put("contentEncoding", "base64");
            case ColumnType.JsonValue j -> schema;
            case ColumnType.Choice(List<String> words) -> {
                words.forEach(schema.put("type", "string").putArray("enum")::add);
                yield schema;
            }
            case ColumnType.Array(ColumnType of) -> Bounds.array(RecordSchemas.nullable(of(of)));
            case ColumnType.Other(String name) -> name.equals("any") ? schema : Bounds.text();
        };
    }

    /** A value such as the column may hold. */
    static JsonNode example(Column column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        if (column.type() instanceof ColumnType.Text(int max) && (max == 0 || max >= MAIL.length())) {
            if (name.contains("mail")) {
                return NODES.textNode(MAIL);
            }
            if (name.equals("cle")) {
                return NODES.textNode("k-1");
            }
        }
        return example(column.type());
    }

    private static JsonNode example(ColumnType type) {
        return switch (type) {
            case ColumnType.Text(int max) -> NODES.textNode(max > 0 && max < 4 ? "text".substring(0, max) : "text");
            case ColumnType.Whole w -> NODES.numberNode(1);
            case ColumnType.Decimal(int precision, int scale) -> {
                boolean fits = precision == 0 || precision - Math.max(scale, 0) >= MOST_DIGITS_IN_EXAMPLE;
                yield NODES.numberNode(new BigDecimal(fits ? "437" : "0").setScale(Math.max(scale, 0)));
            }
            case ColumnType.Floating f -> NODES.numberNode(new BigDecimal("0.5"));
            case ColumnType.Bool b -> NODES.booleanNode(true);
            case ColumnType.Day d -> NODES.textNode("2016-07-05");
            case ColumnType.Clock c -> NODES.textNode("12:27:19");
            case ColumnType.Moment m -> NODES.textNode(Timestamps.EXAMPLE);
            case ColumnType.Uuid u -> NODES.textNode(UUID);
            case ColumnType.Binary b -> NODES.textNode("UGFzc2VyZWxsZQ==");
            case ColumnType.JsonValue j -> NODES.objectNode().put("colour", "blue");
            case ColumnType.Choice(List<String> words) -> NODES.textNode(words.getFirst());
            case ColumnType.Array(ColumnType of) -> NODES.arrayNode().add(example(of));
            case ColumnType.Other o -> NODES.textNode("text");
        };
    }

    /** The type in words, for people. */
    static String words(ColumnType type) {
        return switch (type) {
            case ColumnType.Text(int max) -> max > 0 ? "Text of at most " + max + " characters" : "Text";
            case ColumnType.Whole w -> "Whole number";
            case ColumnType.Decimal(int precision, int scale) ->
                scale > 0 ? "Number with " + scale + " digits after the point" : "Number";
            case ColumnType.Floating f -> "Number, as exact as a double is";
            case ColumnType.Bool b -> "True or false";
            case ColumnType.Day d -> "Date";
            case ColumnType.Clock c -> "Time of day";
            case ColumnType.Moment m -> "Date-time";
            case ColumnType.Uuid u -> "UUID";
            case ColumnType.Binary b -> "Bytes, in base64";
            case ColumnType.JsonValue j -> "Any JSON value";
            case ColumnType.Choice c -> "One of the words";
            case ColumnType.Array a -> "Array";
            case ColumnType.Other(String name) -> "Text as the database writes its type " + name;
        };
    }

    /** How a value is written in a query, as a regular expression without anchors; empty when anything may stand there. */
    static String inQuery(ColumnType type) {
        return switch (type) {
            case ColumnType.Whole w -> "-?[0-9]{1,18}";
            case ColumnType.Decimal d -> "-?[0-9]{1,18}(\\.[0-9]+)?";
            case ColumnType.Floating f -> "-?[0-9]{1,18}(\\.[0-9]+)?";
            case ColumnType.Bool b -> "(true|false)";
            case ColumnType.Day d -> Timestamps.DAY;
            case ColumnType.Clock c -> Timestamps.CLOCK;
            case ColumnType.Moment m -> Timestamps.MOMENT;
            case ColumnType.Uuid u -> "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
            default -> "";
        };
    }

    private static ObjectNode whole(ObjectNode schema, BigInteger min, BigInteger max) {
        schema.put("type", "integer");
        if (max.bitLength() == Integer.SIZE - 1 && min.signum() < 0) {
            schema.put("format", "int32");
        } else if (max.bitLength() == Long.SIZE - 1 && min.signum() < 0) {
            schema.put("format", "int64");
        }
        return schema.put("minimum", min).put("maximum", max);
    }

    private static ObjectNode decimal(ObjectNode schema, int precision, int scale) {
        schema.put("type", "number");
        if (scale >= 0 && precision >= scale && precision > 0 && precision - scale <= Long.SIZE) {
            BigInteger bound = BigInteger.TEN.pow(precision - scale);
            schema.put("exclusiveMinimum", bound.negate()).put("exclusiveMaximum", bound);
        }
        return schema;
    }
}
