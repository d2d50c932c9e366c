package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Sql;

/** A {@link ListPlan} as SQL: the rows, or how many there are. */
final class ListSql {

    private ListSql() {}

    static Sql rows(ListPlan plan) {
        var shape = new Shape().word("rows");
        plan.shown().forEach(shown -> shape.column(shown.column()));
        shape.condition(plan.rows());
        plan.order().forEach(sort -> shape.word(sort.descending() ? "-" : "+").column(sort.column()));
        boolean limited = plan.limit() != Long.MAX_VALUE;
        if (limited) {
            shape.word("limit").value(plan.limit());
        }
        if (plan.offset() > 0) {
            shape.word("offset").value(plan.offset());
        }
        if (plan.locks()) {
            shape.word("lock");
        }
        return Rendered.of(plan.table(), shape, () -> renderRows(plan, limited));
    }

    static Sql count(ListPlan plan) {
        var shape = new Shape().word("count").condition(plan.rows());
        return Rendered.of(plan.table(), shape, () -> renderCount(plan));
    }

    private static Rendered renderRows(ListPlan plan, boolean limited) {
        DSLContext dsl = Rendered.dsl(plan.engine().dialect());
        var sql = new ConditionSql(plan.engine(), plan.table(), ConditionSql.SELF);
        List<SelectField<?>> fields = new ArrayList<>();
        plan.shown().forEach(shown -> fields.add(sql.read(shown.column())));
        org.jooq.Condition where = sql.where(plan.rows());
        List<SortField<?>> order = new ArrayList<>();
        plan.order().forEach(sort -> order.add(sort(sql.column(sort.column()), sort)));
        Field<Long> limit = limited ? DSL.field("{0}", Long.class, sql.value()) : null;
        Field<Long> offset = plan.offset() > 0 ? DSL.field("{0}", Long.class, sql.value()) : null;
        var query = sql.join(
                        dsl.select(fields).from(ConditionSql.table(plan.table()).as(DSL.name(ConditionSql.SELF))))
                .where(where)
                .orderBy(order);
        var paged = limit == null
                ? offset == null ? query : query.offset(offset)
                : offset == null ? query.limit(limit) : query.limit(limit).offset(offset);
        // SQLite locks the whole file when a change begins, and knows no other way
        return Rendered.of(dsl, plan.locks() && plan.engine() != Engine.SQLITE ? paged.forUpdate() : paged);
    }

    private static Rendered renderCount(ListPlan plan) {
        DSLContext dsl = Rendered.dsl(plan.engine().dialect());
        var sql = new ConditionSql(plan.engine(), plan.table(), ConditionSql.SELF);
        org.jooq.Condition where = sql.where(plan.rows());
        return Rendered.of(
                dsl,
                sql.join(dsl.selectCount().from(ConditionSql.table(plan.table()).as(DSL.name(ConditionSql.SELF))))
                        .where(where));
    }

    /** NULL is smaller than every value on every engine; where a column knows none, nothing is said, so that indexes serve. */
    private static SortField<?> sort(Field<?> field, Sorting sort) {
        SortField<?> sorted = sort.descending() ? field.desc() : field.asc();
        if (!sort.column().isNullable()) {
            return sorted;
        }
        return sort.descending() ? sorted.nullsLast() : sorted.nullsFirst();
    }
}
