package org.passerelle.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Sql;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Inserts, updates and deletes of single records, by primary key. The statement is kept for each set of columns. */
final class ChangeSql {

    private ChangeSql() {}

    static Sql insert(Engine engine, Table table, Map<Column, @Nullable Object> row) {
        var shape = new Shape().word("insert");
        row.forEach((column, value) -> shape.word(column.physical()).value(value));
        return Rendered.of(table, shape, () -> {
            DSLContext dsl = Rendered.dsl(engine.dialect());
            List<Field<?>> fields =
                    row.keySet().stream().<Field<?>>map(c -> plain(c)).toList();
            if (fields.isEmpty()) {
                return Rendered.of(
                        dsl, dsl.insertInto(ConditionSql.table(table)).defaultValues());
            }
            List<Field<String>> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                values.add(Rendered.value(i));
            }
            return Rendered.of(
                    dsl, dsl.insertInto(ConditionSql.table(table), fields).values(values));
        });
    }

    /**
     * @param set the new values
     * @param defaults the columns that get their default
     * @param key the values of the primary key
     */
    static Sql update(
            Engine engine, Table table, Map<Column, @Nullable Object> set, List<Column> defaults, List<Object> key) {
        var shape = new Shape().word("update");
        set.forEach((column, value) -> shape.word(column.physical()).value(value));
        shape.word("default");
        defaults.forEach(column -> shape.word(column.physical()));
        shape.word("key");
        key.forEach(shape::value);
        return Rendered.of(table, shape, () -> {
            DSLContext dsl = Rendered.dsl(engine.dialect());
            var assigned = new LinkedHashMap<Field<?>, Object>();
            int number = 0;
            for (Column column : set.keySet()) {
                assigned.put(plain(column), Rendered.value(number++));
            }
            defaults.forEach(column -> assigned.put(plain(column), fallback(engine, column)));
            return Rendered.of(
                    dsl, dsl.update(ConditionSql.table(table)).set(assigned).where(key(table, number)));
        });
    }

    static Sql delete(Engine engine, Table table, List<Object> key) {
        var shape = new Shape().word("delete");
        key.forEach(shape::value);
        return Rendered.of(table, shape, () -> {
            DSLContext dsl = Rendered.dsl(engine.dialect());
            return Rendered.of(dsl, dsl.deleteFrom(ConditionSql.table(table)).where(key(table, 0)));
        });
    }

    /** Qualified, because SQLite takes an unknown quoted name for a text. */
    private static org.jooq.Condition key(Table table, int firstNumber) {
        org.jooq.Table<Record> target = ConditionSql.table(table);
        List<org.jooq.Condition> equal = new ArrayList<>();
        int number = firstNumber;
        for (Column column : table.primaryKey()) {
            equal.add(DSL.field(target.getQualifiedName().append(column.physical()), String.class)
                    .eq(Rendered.value(number++)));
        }
        return DSL.and(equal);
    }

    private static Field<String> plain(Column column) {
        return DSL.field(DSL.name(column.physical()), String.class);
    }

    /** SQLite has no word for it in an update: the schema's own expression stands there. */
    private static Field<?> fallback(Engine engine, Column column) {
        if (!column.hasDefault()) {
            return DSL.inline((String) null);
        }
        if (engine != Engine.SQLITE) {
            return DSL.field("DEFAULT", String.class);
        }
        return column.fallback() == null
                ? DSL.inline((String) null)
                : DSL.field("({0})", String.class, DSL.sql(column.fallback()));
    }
}
