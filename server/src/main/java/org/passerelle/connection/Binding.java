package org.passerelle.connection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds the values that {@link Cells} reads, so that each engine takes them for its own type. */
record Binding(Engine engine) {

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case BigInteger number -> statement.setBigDecimal(index, new BigDecimal(number));
            case BigDecimal number -> statement.setBigDecimal(index, number);
            // PostgreSQL would compare a real with a double; of a text it takes the column's own precision
            case Number number when engine.isPostgres() -> statement.setString(index, number.toString());
            case Double number
            when engine == Engine.SQLITE && number.isNaN() ->
                throw new Violation(Violation.Kind.RANGE, Optional.empty(), List.of(), null); // would become NULL
            case Double number -> statement.setDouble(index, number);
            case Float number -> statement.setFloat(index, number);
            case Boolean flag when engine == Engine.SQLITE -> statement.setInt(index, flag ? 1 : 0);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case JsonText json
            when engine == Engine.H2 -> statement.setBytes(index, json.raw().getBytes(StandardCharsets.UTF_8));
            case List<?> items
            when engine == Engine.H2 ->
                statement.setObject(index, items.stream().map(this::item).toArray());
            case List<?> items -> statement.setString(index, arrayLiteral(items));
            default -> statement.setString(index, text(value));
        }
    }

    private @Nullable Object item(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> nested -> nested.stream().map(this::item).toArray();
            case Number number -> number;
            case Boolean flag -> flag;
            case byte[] bytes -> bytes;
            default -> text(value);
        };
    }

    /** The text that the engine itself would write. */
    private String text(Object value) {
        return switch (value) {
            case Temporal time -> EngineTimes.text(engine, time);
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
                case byte[] bytes ->
                    literal.append("\"\\\\x")
                            .append(java.util.HexFormat.of().formatHex(bytes))
                            .append('"');
                default ->
                    literal.append('"')
                            .append(text(item).replace("\\", "\\\\").replace("\"", "\\\""))
                            .append('"');
            }
        }
        return literal.append('}').toString();
    }
}
