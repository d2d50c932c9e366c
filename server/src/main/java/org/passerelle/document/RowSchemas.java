package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.passerelle.access.Reach;
import org.passerelle.operation.Shape.Role;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Records of tables: by view in general form, as resources with the columns that the audience may see (wire.md §4, §5). */
final class RowSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_ROWS = 10_000;

    private final Parts parts;
    private final PartNames names;
    private final Audience audience;

    RowSchemas(Parts parts, PartNames names, Audience audience) {
        this.parts = parts;
        this.names = names;
        this.audience = audience;
    }

    Likeness of(Role role, Table table, Reach reach) {
        ObjectNode whole = row(table, reach, c -> true);
        ObjectNode written = row(table, reach, c -> !c.generated() && !isOwnNumber(table, c));
        Examples examples = audience.examples();
        return switch (role) {
            case VIEW_PAGE -> new Likeness(ViewParts.page(parts), page(identified(table, whole, examples)), "list");
            case VIEW_ITEM -> new Likeness(ViewParts.record(parts), identified(table, whole, examples), "row");
            case VIEW_CHANGE -> new Likeness(ViewParts.change(parts), part(written, table.keyColumns()), "row");
            case VIEW_UPSERT -> {
                ObjectNode keyed = NODES.objectNode().set("cle", identity(table, table.keyColumns(), examples));
                keyed.setAll(part(written, table.keyColumns()));
                yield new Likeness(
                        Bounds.array(ViewParts.withKey(parts), MAX_ROWS),
                        NODES.arrayNode().add(keyed),
                        "rows");
            }
            case VIEW_OUTCOME ->
                new Likeness(
                        Bounds.array(ViewParts.outcome(parts), MAX_ROWS),
                        NODES.arrayNode().add(ViewParts.OUTCOME.deepCopy()),
                        "rows");
            case RESOURCE -> new Likeness(read(table, reach), whole, "row");
            case RESOURCE_LIST ->
                new Likeness(Bounds.array(read(table, reach)), NODES.arrayNode().add(whole), "rows");
            case RESOURCE_NEW -> new Likeness(created(table, reach), unlike(table, written), "row");
            case RESOURCE_PATCH -> new Likeness(patch(table, reach), part(written, table.keyColumns()), "row");
        };
    }

    /** A record as a PUT sends it: as a new one, but that its key is in the path. */
    Likeness replacement(Table table, Reach reach) {
        ObjectNode schema = write(
                table,
                reach,
                "replacement",
                c -> c.isRequired() && !table.primaryKey().contains(c));
        return new Likeness(
                schema,
                row(table, reach, c -> !c.generated() && !table.primaryKey().contains(c)),
                "row");
    }

    /** The id of a record as it stands in a path. */
    static String idExample(Table table, Examples examples) {
        return table.hasKey() ? identity(table, table.primaryKey(), examples).asText() : "1";
    }

    /** No member is required: {@code ?fields=} asks for some of them. */
    private ObjectNode read(Table table, Reach reach) {
        ObjectNode part = NODES.objectNode().put("type", "object");
        part.put("description", "A record of " + table.name() + ".");
        ObjectNode properties = part.putObject("properties");
        shown(table, reach).forEach(column -> {
            boolean masked = !table.isIdentity(column)
                    && !reach.rowsShowing(column.name()).isEmpty();
            ObjectNode property = masked ? ColumnSchemas.masked(column) : ColumnSchemas.of(column);
            property.put("description", describe(table, column));
            if (column.generated()) {
                property.put("readOnly", true);
            }
            properties.set(column.name(), property);
        });
        part.putObject("xml").put("name", "row");
        return parts.variant(names.of(table), part);
    }

    private ObjectNode created(Table table, Reach reach) {
        return write(table, reach, "new", Column::isRequired);
    }

    private ObjectNode patch(Table table, Reach reach) {
        return write(table, reach, "change", c -> false);
    }

    private ObjectNode write(Table table, Reach reach, String suffix, Predicate<Column> isRequired) {
        ObjectNode part = NODES.objectNode().put("type", "object");
        part.put("description", "A record of " + table.name() + ", as it is sent.");
        ObjectNode properties = part.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        shown(table, reach).filter(column -> !column.generated()).forEach(column -> {
            properties.set(column.name(), ColumnSchemas.of(column).put("description", describe(table, column)));
            if (isRequired.test(column)) {
                required.add(column.name());
            }
        });
        if (!required.isEmpty()) {
            part.set("required", required);
        }
        part.put("additionalProperties", false);
        part.putObject("xml").put("name", "row");
        return parts.variant(names.of(table) + "." + suffix, part);
    }

    private String describe(Table table, Column column) {
        var words = new StringBuilder(ColumnSchemas.words(column.type()));
        if (table.primaryKey().contains(column)) {
            words.append(table.primaryKey().size() == 1 ? "; the primary key" : "; a part of the primary key");
        }
        if (table.key().filter(column::equals).isPresent()) {
            words.append("; the key of people (cle)");
        }
        table.relations().stream()
                .filter(relation -> relation.columns().contains(column.name()) && audience.knows(relation.target()))
                .findFirst()
                .ifPresent(relation -> words.append("; points to ")
                        .append(relation.target())
                        .append('.')
                        .append(relation.targetColumns().get(relation.columns().indexOf(column.name()))));
        if (column.generated()) {
            words.append("; written by the database alone");
        } else if (column.hasDefault()) {
            words.append("; has a default");
        }
        return words.append('.').toString();
    }

    private static java.util.stream.Stream<Column> shown(Table table, Reach reach) {
        return table.columns().values().stream()
                .filter(column -> reach.shows(column.name()) || table.isIdentity(column));
    }

    private ObjectNode row(Table table, Reach reach, Predicate<Column> wanted) {
        ObjectNode row = NODES.objectNode();
        shown(table, reach)
                .filter(wanted)
                .forEach(c -> row.set(c.name(), audience.examples().of(table, c)));
        return row;
    }

    /** A number that the database counts up by itself: nobody sends it. */
    private static boolean isOwnNumber(Table table, Column column) {
        return table.primaryKey().equals(List.of(column)) && column.hasDefault();
    }

    private static ObjectNode identified(Table table, ObjectNode row, Examples examples) {
        ObjectNode identified = NODES.objectNode();
        if (table.hasKey()) {
            identified.set("id", identity(table, table.primaryKey(), examples));
            identified.set("cle", identity(table, table.keyColumns(), examples));
        }
        row.properties().forEach(member -> {
            if (!identified.has(member.getKey())) {
                identified.set(member.getKey(), member.getValue());
            }
        });
        return identified;
    }

    private static JsonNode identity(Table table, List<Column> key, Examples examples) {
        if (key.size() == 1) {
            return examples.of(table, key.getFirst());
        }
        var joined = new StringJoiner(",");
        key.forEach(column -> joined.add(examples.of(table, column).asText()));
        return NODES.textNode(joined.toString());
    }

    /** The row of another record than the one that is there: what is sent as new would meet it. */
    private static ObjectNode unlike(Table table, ObjectNode row) {
        ObjectNode other = row.deepCopy();
        table.columns().values().stream()
                .filter(column -> table.isIdentity(column) && other.has(column.name()))
                .forEach(column -> other.set(column.name(), Examples.invented(column)));
        return other;
    }

    /** The row without these columns. */
    private static ObjectNode part(ObjectNode row, Collection<Column> without) {
        ObjectNode part = row.deepCopy();
        return part.without(without.stream().map(Column::name).toList());
    }

    private static ObjectNode page(ObjectNode row) {
        ObjectNode page = NODES.objectNode().put("total", 1).put("page", 1).put("rowPerPage", 50);
        page.putArray("rows").add(row);
        return page;
    }
}
