package org.passerelle.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Folding;
import org.passerelle.connection.SqliteFunctions;
import org.passerelle.data.ColumnRef.Hop;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/**
 * Columns and conditions as jOOQ's. Values become numbered places, in the order in which {@link Shape} gathers them. Identifiers come from
 * the snapshot alone and are always quoted and qualified: SQLite would take an unknown quoted name for a text.
 */
final class ConditionSql {

    static final String SELF = "t";
    private static final char ESCAPE = '!';

    private final Engine engine;
    private final Table base;
    private final String self;
    private final Map<List<Hop>, String> joined = new LinkedHashMap<>();
    private int values;

    /**
     * @param base the table that is asked
     * @param self what it is called in the statement
     */
    ConditionSql(Engine engine, Table base, String self) {
        this.engine = engine;
        this.base = base;
        this.self = self;
    }

    /** A table by the database's own name. */
    static org.jooq.Table<Record> table(Table table) {
        String schema = table.physical().schema();
        return DSL.table(
                schema.isEmpty()
                        ? DSL.name(table.physical().name())
                        : DSL.name(schema, table.physical().name()));
    }

    /** What the caller sees of the column: NULL where its mask is not fulfilled. Its values are numbered at each call. */
    Field<String> column(ColumnRef ref) {
        org.jooq.Condition mask = ref.isMasked() ? condition(ref.mask()) : null;
        String alias = ref.path().isEmpty() ? self : joined(ref.path());
        Field<String> column = DSL.field(DSL.name(alias, ref.column().physical()), String.class);
        return mask == null ? column : DSL.when(mask, column);
    }

    /** A column as it is read: MariaDB writes but six digits of a single precision, and all of a double. */
    Field<String> read(ColumnRef ref) {
        Field<String> column = column(ref);
        return isMariaSingle(ref) ? DSL.field("cast({0} as double)", String.class, column) : column;
    }

    private boolean isMariaSingle(ColumnRef ref) {
        return engine.isMaria() && ref.column().type() instanceof ColumnType.Floating(var single) && single;
    }

    Field<String> value() {
        return Rendered.value(values++);
    }

    private String joined(List<Hop> path) {
        if (path.isEmpty()) {
            return self;
        }
        joined(path.subList(0, path.size() - 1));
        return joined.computeIfAbsent(List.copyOf(path), p -> "j" + (joined.size() + 1));
    }

    /** The tables that the columns so far asked for, each joined along its foreign key. */
    <R extends Record> SelectJoinStep<R> join(SelectJoinStep<R> from) {
        SelectJoinStep<R> step = from;
        for (var entry : joined.entrySet()) {
            List<Hop> path = entry.getKey();
            Hop last = path.getLast();
            String parent = path.size() == 1 ? self : String.valueOf(joined.get(path.subList(0, path.size() - 1)));
            Table source = path.size() == 1 ? base : path.get(path.size() - 2).target();
            step = step.leftJoin(table(last.target()).as(DSL.name(entry.getValue())))
                    .on(on(last.relation(), parent, source, entry.getValue(), last.target()));
        }
        return step;
    }

    private static org.jooq.Condition on(Relation relation, String parent, Table source, String alias, Table target) {
        List<org.jooq.Condition> equal = new ArrayList<>();
        for (int i = 0; i < relation.columns().size(); i++) {
            String mine = physical(source, relation.columns().get(i));
            String theirs = physical(target, relation.targetColumns().get(i));
            equal.add(DSL.field(DSL.name(parent, mine)).eq(DSL.field(DSL.name(alias, theirs))));
        }
        return DSL.and(equal);
    }

    private static String physical(Table table, String name) {
        return table.column(name).map(c -> c.physical()).orElse(name);
    }

    /** Nothing is written where nothing is asked: SQLite counts a whole table without reading it only when no condition stands there. */
    org.jooq.Condition where(Condition condition) {
        return condition.equals(Condition.ALL) ? DSL.noCondition() : condition(condition);
    }

    org.jooq.Condition condition(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) ->
                DSL.and(parts.stream().map(this::condition).toList());
            case Condition.Or(var parts) ->
                DSL.or(parts.stream().map(this::condition).toList());
            case Condition.IsNull(var ref, var yes) ->
                yes ? column(ref).isNull() : column(ref).isNotNull();
            case Condition.AnyText(var columns, var words) -> {
                List<Field<String>> texts =
                        columns.stream().map(c -> folded(c, column(c))).toList();
                Field<String> like = value();
                yield DSL.or(texts.stream().map(t -> t.like(like, ESCAPE)).toList());
            }
            case Condition.Compare compare -> compare(compare);
        };
    }

    private org.jooq.Condition compare(Condition.Compare c) {
        Field<String> column = column(c.column());
        if (c.operator().takesNoValue()) {
            org.jooq.Condition empty = c.column().column().type() instanceof ColumnType.Text
                    ? DSL.or(column.isNull(), column.eq(DSL.inline("")))
                    : column.isNull();
            return c.operator() == Operator.EMPTY ? empty : empty.not();
        }
        boolean asText = c.operator().isAboutText()
                || c.folded() && c.column().column().type().isText();
        Field<String> left = asText ? folded(c.column(), column) : inOneForm(c.column(), column);
        List<Field<String>> right = c.values().stream()
                .map(v -> asText ? value() : comparable(c.column(), value()))
                .toList();
        return switch (c.operator()) {
            case CONTAIN, START, END -> left.like(right.getFirst(), ESCAPE);
            case NOTCONTAIN -> column.isNull().or(left.notLike(right.getFirst(), ESCAPE));
            case EQUAL -> left.eq(right.getFirst());
            case NOTEQUAL -> column.isNull().or(left.ne(right.getFirst()));
            case GREATER -> left.gt(right.getFirst());
            case GREATEREQUAL -> left.ge(right.getFirst());
            case LESS -> left.lt(right.getFirst());
            case LESSEQUAL -> left.le(right.getFirst());
            case BETWEEN -> left.between(right.get(0), right.get(1));
            case IN -> left.in(right);
            case EMPTY, NOTEMPTY -> throw new IllegalStateException("handled above");
        };
    }

    /** The pattern that a text operator looks for, of text that is folded already. */
    static String pattern(Operator operator, String folded) {
        String escaped = folded.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return switch (operator) {
            case START -> escaped + "%";
            case END -> "%" + escaped;
            default -> "%" + escaped + "%";
        };
    }

    /** A value beside a column: as precise as the column is. */
    private Field<String> comparable(ColumnRef ref, Field<String> value) {
        return isMariaSingle(ref) ? DSL.field("cast({0} as float)", String.class, value) : inOneForm(ref, value);
    }

    /** SQLite keeps dates as text of more than one form and as numbers; a function of ours brings them to one. */
    private Field<String> inOneForm(ColumnRef ref, Field<String> value) {
        ColumnType type = ref.column().type();
        return engine == Engine.SQLITE && (type instanceof ColumnType.Moment || type instanceof ColumnType.Day)
                ? SqliteFunctions.moment(value, type instanceof ColumnType.Day)
                : value;
    }

    private Field<String> folded(ColumnRef ref, Field<String> column) {
        return Folding.fold(engine, text(ref.column().type(), column));
    }

    /** The text of a value of any type, as near to what the client sees as the engine can write it. */
    private Field<String> text(ColumnType type, Field<String> column) {
        if (type instanceof ColumnType.Text) {
            return column;
        }
        if (engine == Engine.SQLITE && type instanceof ColumnType.Decimal(var precision, var scale) && scale >= 0) {
            // printf takes NULL for zero
            return DSL.when(
                    column.isNotNull(), DSL.function("printf", String.class, DSL.inline("%." + scale + "f"), column));
        }
        return DSL.cast(DSL.field("{0}", Object.class, column), SQLDataType.VARCHAR);
    }
}
