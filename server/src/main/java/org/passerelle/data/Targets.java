package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Reach;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/** Finds out which foreign key of a row points to nothing, where the engine says only that one does (SQLite). */
record Targets(Open open, Session session) {

    /** @param row the record as it was to be written */
    Violation told(Violation violation, Map<Column, @Nullable Object> row) {
        if (violation.kind() != Violation.Kind.FOREIGN_KEY) {
            return violation;
        }
        List<String> columns = new ArrayList<>();
        for (Relation relation : open.table().relations()) {
            if (pointsToNothing(relation, row)) {
                relation.columns()
                        .forEach(c -> open.table().column(c).ifPresent(found -> columns.add(found.physical())));
            }
        }
        return columns.isEmpty() ? violation : violation.withoutTarget(columns);
    }

    private boolean pointsToNothing(Relation relation, Map<Column, @Nullable Object> row) {
        Table target = open.snapshot().tables().get(relation.target());
        if (target == null) {
            return false;
        }
        Condition there = Condition.ALL;
        for (int i = 0; i < relation.columns().size(); i++) {
            Object value =
                    open.table().column(relation.columns().get(i)).map(row::get).orElse(null);
            Column column = target.column(relation.targetColumns().get(i)).orElse(null);
            if (value == null || column == null) {
                return false;
            }
            there = there.and(Condition.exactly(ColumnRef.of(column), value));
        }
        List<Shown> shown = target.columns().values().stream()
                .limit(1)
                .map(c -> new Shown(c.name(), ColumnRef.of(c)))
                .toList();
        var plan = new ListPlan(
                open.database().engine(), target, shown, Reach.ALL, Condition.ALL, there, List.of(), 1, 0, false);
        return session.fetch(ListSql.rows(plan), plan.types()).isEmpty();
    }
}
