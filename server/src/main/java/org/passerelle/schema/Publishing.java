package org.passerelle.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.connection.ColumnType;
import org.passerelle.fault.Fault;

/**
 * From how a table shall be published to the module that it becomes: but for id, name and status nothing shows that was not named, and nobody publishes what he cannot
 * read. All that is wrong is told at once. Pure.
 */
final class Publishing {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    /** What a name must not hold to stand in a row rule (RSQL). */
    private static final Pattern NOT_IN_RULES = Pattern.compile("[\"'();,=!~<>\\s]");

    /** A word of the permission file that is no module. */
    private static final String STATUS = "status";

    private static final List<String> NAMES = List.of("name", "nom", "title", "titre", "label", "libelle");

    private final Snapshot snapshot;
    private final Table table;
    private final List<Fault.Error> errors = new ArrayList<>();

    Publishing(Snapshot snapshot, Table table) {
        this.snapshot = snapshot;
        this.table = table;
    }

    /** @throws Fault 422 with everything that does not fit the table, 409 where another table has that name */
    Module module(ModuleBody body) {
        String name = body.name() == null ? table.name() : body.name();
        if (!NAME.matcher(name).matches() || name.equals(STATUS)) {
            wrong("name", "is made of letters, digits, _ and -, and is not status");
        }
        if (!table.hasKey()) {
            wrong("name", "the table has no key, so its records cannot be told apart");
        }
        boolean every = Boolean.TRUE.equals(body.everyRecord());
        if (every == (body.statusColumn() != null)) {
            wrong("statusColumn", "say the column that holds P, D, PA or AA, or everyRecord: true, and not both");
        }
        if (body.statusColumn() != null) {
            need(table, "statusColumn", body.statusColumn());
            if (NOT_IN_RULES.matcher(body.statusColumn()).find()) {
                wrong("statusColumn", "its name cannot stand in a row rule");
            }
        }
        List<String> published = body.publicColumns() == null ? List.of() : body.publicColumns();
        published.forEach(column -> need(table, "publicColumns", column));
        List<String> full = body.publishedColumns() == null ? published : body.publishedColumns();
        full.forEach(column -> need(table, "publishedColumns", column));
        if (body.parentColumn() != null) {
            need(table, "parentColumn", body.parentColumn());
        }
        String shownName = nameColumn(body.nameColumn());
        Module.Values values = body.values() == null ? null : values(body.values());
        if (!errors.isEmpty()) {
            throw Fault.inconsistent("public: " + errors.getFirst().detail() + ".", errors);
        }
        var module =
                new Module(name, body.statusColumn(), every, shownName, published, full, body.parentColumn(), values);
        refuseTaken(module);
        return module;
    }

    private void refuseTaken(Module module) {
        boolean taken = snapshot.all().stream()
                .filter(other -> !other.name().equals(table.name()))
                .flatMap(other -> other.module().stream())
                .anyMatch(other -> other.name().equals(module.name()));
        if (taken) {
            throw Fault.conflict("Another table is published as {} already.", module.name());
        }
    }

    private @Nullable String nameColumn(@Nullable String said) {
        if (said != null) {
            need(table, "nameColumn", said);
            return said;
        }
        return NAMES.stream()
                .filter(name -> table.column(name).isPresent())
                .findFirst()
                .orElse(null);
    }

    private Module.@Nullable Values values(Module.Values body) {
        Table there = body.table() == null ? null : snapshot.tables().get(body.table());
        if (there == null || !there.connection().equals(table.connection())) {
            wrong("values", "there is no table {} in this connection", body.table());
            return null;
        }
        String mine = body.recordColumn() == null ? leading(there) : body.recordColumn();
        String date = body.dateColumn() == null
                ? only(there, c -> c.type() instanceof ColumnType.Day || c.type() instanceof ColumnType.Moment)
                : body.dateColumn();
        String value = body.valueColumn() == null && there.column("value").isPresent() ? "value" : body.valueColumn();
        if (mine == null || date == null || table.primaryKey().size() != 1) {
            wrong("values", "say the recordColumn and the dateColumn; a record is told by a key of one column");
            return null;
        }
        need(there, "values", mine);
        need(there, "values", date);
        if (value != null) {
            need(there, "values", value);
        }
        body.columns().forEach(column -> need(there, "values", column));
        return new Module.Values(body.table(), mine, date, value, body.columns());
    }

    /** The column by which values point to records of the table. */
    private @Nullable String leading(Table there) {
        List<Relation> ways = there.relations().stream()
                .filter(r -> r.target().equals(table.name()) && r.columns().size() == 1)
                .toList();
        return ways.size() == 1 ? ways.getFirst().columns().getFirst() : null;
    }

    private static @Nullable String only(Table there, Predicate<Column> fits) {
        List<Column> found = there.columns().values().stream().filter(fits).toList();
        return found.size() == 1 ? found.getFirst().name() : null;
    }

    private void need(Table in, String member, String column) {
        if (in.column(column).isEmpty()) {
            wrong(member, "there is no column {} in {}", column, in.name());
        }
    }

    private void wrong(String member, String words, Object... names) {
        errors.add(new Fault.Error(Fault.pointer("public") + Fault.pointer(member), words, names));
    }

    /** @throws Fault 403 when a column would show to everybody that does not show to him on every row */
    void check(Grant grant, Module module) {
        readable(grant, table, columns(module));
        if (module.values() != null) {
            Table there =
                    Objects.requireNonNull(snapshot.tables().get(module.values().table()));
            readable(grant, there, columns(module.values()));
        }
    }

    private static void readable(Grant grant, Table table, Set<String> columns) {
        Optional<Reach> reach = grant.held(table.name(), Action.READ);
        boolean all = reach.isPresent()
                && reach.get().rows().isEmpty()
                && columns.stream().allMatch(column -> reach.get().showsAlways(column));
        if (!all) {
            throw Fault.forbidden(
                    "Nobody publishes what he cannot read: it takes the right to read these columns of {} on every record.",
                    table.name());
        }
    }

    private static Set<String> columns(Module module) {
        var columns = new LinkedHashSet<String>(module.publicColumns());
        columns.addAll(module.publishedColumns());
        add(columns, module.statusColumn(), module.nameColumn(), module.parentColumn());
        return columns;
    }

    private static Set<String> columns(Module.Values values) {
        var columns = new LinkedHashSet<String>(values.columns());
        add(columns, values.recordColumn(), values.dateColumn(), values.valueColumn());
        return columns;
    }

    private static void add(Set<String> columns, @Nullable String... more) {
        for (String column : more) {
            if (column != null) {
                columns.add(column);
            }
        }
    }
}
