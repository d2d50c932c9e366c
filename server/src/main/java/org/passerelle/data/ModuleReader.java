package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.schema.Module;
import org.passerelle.schema.Status;
import org.passerelle.schema.Table;

/** Reads the records of one module and their values, by the plans of lists: what the grant does not reach is not there. */
final class ModuleReader {

    private final Open open;
    private final Module module;
    private final Grant grant;
    private final Values values;

    /** @throws Fault 404 when the table is not published any more */
    ModuleReader(Open open, Grant grant, Values values) {
        this.open = open;
        this.grant = grant;
        this.values = values;
        this.module = open.table().module().orElseThrow(() -> Fault.notFound("There is no such module."));
    }

    /** The records of a page, and how many there are in all. */
    record Page(ModuleRows rows, long count) {}

    Module module() {
        return module;
    }

    Page list(ModuleCall asked) {
        var planner = new ListPlanner(open, grant, Action.LIST, values);
        var fields = ModuleFields.of(planner.names(), module, module.publicColumns());
        Condition where = statuses(fields, asked);
        for (Map.Entry<String, List<String>> filter : asked.fields().entrySet()) {
            where = where.and(equal(fields.need(filter.getKey()), filter.getValue()));
        }
        if (asked.words() != null && !asked.words().isBlank()) {
            where = where.and(ListPlanner.anyText(List.copyOf(fields.shown().values()), asked.words()));
        }
        ListPlan all = planner.plan(fields.plan(), where, order(planner.names(), fields, asked.sort()));
        return open.database().read(session -> {
            ModuleRows rows = rows(session, all, fields.told(), fields::row, asked);
            boolean last = !rows.more() && (asked.offset() == 0 || !rows.rows().isEmpty());
            long count = last ? asked.offset() + rows.rows().size() : session.number(ListSql.count(all));
            return new Page(rows, count);
        });
    }

    /**
     * One record.
     *
     * @param full whether all that is published is shown, or what is public
     * @throws Fault 404 for one that is not there, or not for him
     */
    ModuleRows record(String id, boolean full) {
        var planner = new ListPlanner(open, grant, full ? Action.READ : Action.LIST, values);
        var fields =
                ModuleFields.of(planner.names(), module, full ? module.publishedColumns() : module.publicColumns());
        ListPlan plan = planner.plan(fields.plan(), Condition.ALL, List.of());
        return open.database().read(session -> {
            for (Condition way : Identity.inAddress(open.table().primaryKey(), id, values)) {
                List<@Nullable Object[]> found =
                        session.fetch(ListSql.rows(plan.where(way).page(1, 0)), plan.types());
                if (!found.isEmpty()) {
                    return new ModuleRows(
                            open.database(),
                            fields.told(),
                            List.<@Nullable Object[]>of(fields.row(found.getFirst())),
                            false);
                }
            }
            throw Fault.notFound("There is no {} {}.", module.name(), id.replace(Call.ENCODED_COMMA, ','));
        });
    }

    /** The values of a record that is there, by date; of one whose module has none, none. */
    ModuleRows values(Object id, ModuleCall asked, boolean lastOnly) {
        Module.Values of = module.values();
        Table table = of == null ? null : open.snapshot().tables().get(of.table());
        if (of == null || table == null) {
            return new ModuleRows(open.database(), List.of("date"), List.of(), false);
        }
        var planner = new ListPlanner(new Open(open.snapshot(), table, open.database()), grant, Action.EXPORT, values);
        Names names = planner.names();
        List<Shown> shown = new ArrayList<>();
        show(shown, names, "date", of.dateColumn());
        show(shown, names, "value", of.valueColumn());
        of.columns().forEach(column -> show(shown, names, column, column));
        String date = Objects.requireNonNull(of.dateColumn());
        Condition where = Condition.exactly(
                names.need(Objects.requireNonNull(of.recordColumn())), typed(names, of.recordColumn(), id));
        var search = new AdvancedSearch(names, values);
        if (asked.from() != null) {
            where = where.and(search.compare(names.need(date), Operator.GREATEREQUAL, asked.from(), 0));
        }
        if (asked.to() != null) {
            where = where.and(search.compare(names.need(date), Operator.LESSEQUAL, asked.to(), 0));
        }
        List<Sorting> order = Sorting.parse(date, names).stream()
                .map(sort -> lastOnly ? new Sorting(sort.column(), !sort.descending()) : sort)
                .toList();
        ListPlan plan = planner.plan(shown, where, order);
        return open.database().read(session -> rows(session, plan, plan.names(), cells -> cells, asked));
    }

    private Object typed(Names names, String column, Object id) {
        try {
            return values.text(names.need(column).column().type(), String.valueOf(id));
        } catch (Values.Unfit e) {
            throw Fault.notFound("There are no values of {} {}.", module.name(), id);
        }
    }

    private static void show(List<Shown> shown, Names names, String as, @Nullable String column) {
        if (column != null && shown.stream().noneMatch(s -> s.name().equals(as))) {
            names.find(column).ifPresent(ref -> shown.add(new Shown(as, ref)));
        }
    }

    /** What is made of the cells of a row. */
    private interface Made {
        @Nullable
        Object[] of(@Nullable Object[] cells);
    }

    private ModuleRows rows(Session session, ListPlan plan, List<String> names, Made made, ModuleCall asked) {
        long limit = Math.min(asked.size(), plan.limit());
        List<@Nullable Object[]> found =
                session.fetch(ListSql.rows(plan.page(limit + 1, asked.offset())), plan.types());
        List<@Nullable Object[]> page = new ArrayList<>();
        found.stream().limit(limit).forEach(cells -> page.add(made.of(cells)));
        return new ModuleRows(open.database(), names, page, found.size() > limit);
    }

    /** Of those that are granted, the ones that were asked for. */
    private Condition statuses(ModuleFields fields, ModuleCall asked) {
        if (asked.statuses() == null) {
            return Condition.ALL;
        }
        ColumnRef status = fields.shown().get("status");
        if (module.statusColumn() == null || status == null) {
            return asked.statuses().contains(Status.P) ? Condition.ALL : new Condition.Or(List.of());
        }
        return new Condition.Or(asked.statuses().stream()
                .map(s -> Condition.exactly(status, s.name()))
                .toList());
    }

    private Condition equal(ColumnRef column, List<String> given) {
        List<Condition> any = new ArrayList<>();
        for (String value : given) {
            for (String part : value.split(",", -1)) {
                try {
                    any.add(Condition.exactly(
                            column, values.sought(column.column().type(), part)));
                } catch (Values.Unfit e) {
                    throw Fault.badRequest("{} {}.", column.name(), e.reason());
                }
            }
        }
        return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
    }

    /** By the fields that are named, then by the key, so that it is total. */
    private static List<Sorting> order(Names names, ModuleFields fields, @Nullable String sort) {
        List<Sorting> order = new ArrayList<>();
        for (String part : sort == null || sort.isBlank() ? new String[0] : sort.split(",")) {
            String name = part.strip();
            boolean descending = name.startsWith("-");
            ColumnRef column = fields.need(descending ? name.substring(1) : name);
            if (!column.column().type().isOrdered()) {
                throw Fault.badRequest("Records cannot be sorted by {}.", column.name());
            }
            order.add(new Sorting(column, descending));
        }
        Sorting.parse(null, names).stream()
                .filter(last -> order.stream().noneMatch(s -> s.column().equals(last.column())))
                .forEach(order::add);
        return order;
    }
}
