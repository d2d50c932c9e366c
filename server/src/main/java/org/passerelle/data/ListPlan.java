package org.passerelle.data;

import java.util.List;
import org.passerelle.access.Reach;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Engine;
import org.passerelle.schema.Table;

/**
 * What is to be read, wholly meant and not yet SQL. Immutable.
 *
 * @param shown the columns, in the order of the cells
 * @param reach the row rule and columns of the grant; its rule is part of {@code where} by {@link #rule}
 * @param where what the client and the view ask
 * @param rule what the grant lets through
 * @param limit of rows; {@link Long#MAX_VALUE} for all
 * @param locks whether the rows are kept for a change that follows
 */
record ListPlan(
        Engine engine,
        Table table,
        List<Shown> shown,
        Reach reach,
        Condition rule,
        Condition where,
        List<Sorting> order,
        long limit,
        long offset,
        boolean locks) {

    /** A cell of each row and the name it goes by. */
    record Shown(String name, ColumnRef column) {}

    List<String> names() {
        return shown.stream().map(Shown::name).toList();
    }

    List<ColumnType> types() {
        return shown.stream().map(s -> s.column().column().type()).toList();
    }

    /** Only rows that the grant lets through and the client asked for. */
    Condition rows() {
        return rule.and(where);
    }

    ListPlan where(Condition more) {
        return new ListPlan(engine, table, shown, reach, rule, where.and(more), order, limit, offset, locks);
    }

    ListPlan page(long newLimit, long newOffset) {
        return new ListPlan(engine, table, shown, reach, rule, where, order, newLimit, newOffset, locks);
    }

    ListPlan showing(List<Shown> other) {
        return new ListPlan(engine, table, other, reach, rule, where, order, limit, offset, locks);
    }

    ListPlan locking() {
        return new ListPlan(engine, table, shown, reach, rule, where, order, limit, offset, true);
    }
}
