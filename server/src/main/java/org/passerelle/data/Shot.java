package org.passerelle.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Reply;

/**
 * A record on its way out, read in the transaction that changed it.
 *
 * @param id the parts of its primary key
 */
record Shot(Open open, List<String> names, @Nullable Object[] cells, List<Object> id) {

    /** @param plans in whose order it is looked for; the first that lets it through shows it */
    static Optional<Shot> take(Open open, Session session, List<ListPlan> plans, List<Condition> ways) {
        for (ListPlan plan : plans) {
            for (Condition way : ways) {
                Optional<Shot> shot = take(open, session, plan, way);
                if (shot.isPresent()) {
                    return shot;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Shot> take(Open open, Session session, ListPlan plan, Condition way) {
        List<Shown> shown = new ArrayList<>(plan.shown());
        open.table().primaryKey().forEach(c -> shown.add(new Shown("", ColumnRef.of(c))));
        ListPlan one = plan.showing(shown).where(way).page(1, 0);
        return session.fetch(ListSql.rows(one), one.types()).stream()
                .findFirst()
                .map(cells -> {
                    int visible = plan.shown().size();
                    List<Object> id = new ArrayList<>();
                    for (int i = visible; i < cells.length; i++) {
                        id.add(Objects.requireNonNull(cells[i]));
                    }
                    return new Shot(open, plan.names(), Arrays.copyOf(cells, visible), id);
                });
    }

    /**
     * Only some of its fields.
     *
     * @param fields separated by commas; null or blank for all
     */
    Shot narrowed(@Nullable String fields) {
        if (fields == null || fields.isBlank()) {
            return this;
        }
        List<String> kept = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (String field : fields.split(",", -1)) {
            int at = names.indexOf(field.trim());
            if (at < 0) {
                throw Fault.badRequest(
                        "There is no column {} in {}.",
                        field.trim(),
                        open.table().name());
            }
            kept.add(names.get(at));
            values.add(cells[at]);
        }
        return new Shot(open, kept, values.toArray(), id);
    }

    String tag(Format format) {
        return ETags.of(open.database(), names, cells, format);
    }

    Reply answer(int status) {
        return Reply.stream(status, (out, format, head) -> {
            head.put("ETag", tag(format));
            emit(Rows.single(out, format, false));
        });
    }

    void emit(RowSink sink) {
        sink.begin(names);
        open.database().emit(cells, sink);
        sink.end();
    }
}
