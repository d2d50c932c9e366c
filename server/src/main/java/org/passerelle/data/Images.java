package org.passerelle.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Reach;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.outbox.Image;
import org.passerelle.schema.Column;

/** Records as they are told to whoever hears of changes: whole, whoever changes them. */
record Images(Open open, Session session) {

    /** The record of this key as it stands now. */
    Image of(List<Object> id) {
        ListPlan plan = whole(open, id);
        return session.fetch(ListSql.rows(plan), plan.types()).stream()
                .findFirst()
                .map(cells -> new Image(plan.names(), cells))
                .orElseGet(() -> new Image(List.of(), new Object[0]));
    }

    /** Every column of the record of this key, whoever asks. */
    static ListPlan whole(Open open, List<Object> id) {
        List<Shown> shown = open.table().columns().values().stream()
                .map(column -> new Shown(column.name(), ColumnRef.of(column)))
                .toList();
        return new ListPlan(
                open.database().engine(),
                open.table(),
                shown,
                Reach.ALL,
                Condition.ALL,
                Records.byKey(open.table(), id),
                List.of(),
                1,
                0,
                false);
    }

    /** The record as it was found, read again where its changer does not see all of it. */
    Image of(Held held, Names names) {
        return Reach.ALL.equals(names.reach()) ? of(open.table().columns().values(), held.values()) : of(held.id());
    }

    /** As much of a record as these columns are. */
    static Image of(Collection<Column> columns, Map<Column, @Nullable Object> values) {
        List<String> names = new ArrayList<>(columns.size());
        var cells = new @Nullable Object[columns.size()];
        for (Column column : columns) {
            cells[names.size()] = values.get(column);
            names.add(column.name());
        }
        return new Image(names, cells);
    }
}
