package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.passerelle.access.Reach;
import org.passerelle.data.ColumnRef.Hop;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/**
 * What a client's names mean in one request: {@code nom}, {@code client.nom}, {@code id}, {@code cle}. A column that the grant does not
 * reach is, for the client, not there; one that it reaches on some rows only is masked on the others; what makes {@code id} and
 * {@code cle} always shows. Pure.
 *
 * @param sight how far one looks from this table to others
 * @param reach how much of the table the grant reaches
 * @param values reads the values of row rules
 */
record Names(Snapshot snapshot, Table table, Sight sight, Reach reach, Values values) {

    /** Everything, for those who answer for what they name. */
    static Names unbounded(Snapshot snapshot, Table table, Values values) {
        return new Names(snapshot, table, Sight.ALL, Reach.ALL, values);
    }

    /** The columns that the caller may see, on some rows at least. */
    List<Column> columns() {
        return table.columns().values().stream().filter(this::sees).toList();
    }

    /** Whether the column shows, on some rows at least. */
    boolean sees(Column column) {
        return opens(column) || table.isIdentity(column);
    }

    /** Whether the grant is for this column too, on some rows at least: to show is not to open. */
    boolean opens(Column column) {
        return reach.shows(column.name());
    }

    /** What a reached row must fulfil for the grant to be for this column on it. */
    Condition opening(Column column) {
        return any(reach.rowsShowing(column.name()));
    }

    /** Whether every row and column is within reach. */
    boolean isWhole() {
        return reach.equals(Reach.ALL);
    }

    /** Whether some row is out of reach, or some column open on some rows only. */
    boolean isRuled() {
        return reach.parts().stream().anyMatch(part -> part.rows() != null);
    }

    /** The same columns, masked where they show on some rows only. */
    List<ColumnRef> refs() {
        return columns().stream().map(this::own).toList();
    }

    /** What a row must fulfil to be reached at all. */
    Condition rule() {
        return any(reach.rows());
    }

    /** @throws Fault 400 that names what is unknown */
    ColumnRef need(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    Optional<ColumnRef> find(String name) {
        Optional<Column> own = table.column(name);
        if (own.filter(this::sees).isPresent()) {
            return own.map(this::own);
        }
        if (name.equals("id") && table.primaryKey().size() == 1) {
            return Optional.of(ColumnRef.of(table.primaryKey().getFirst()));
        }
        if (name.equals("cle") && table.keyColumns().size() == 1) {
            return Optional.of(ColumnRef.of(table.keyColumns().getFirst()));
        }
        return name.indexOf('.') > 0 ? related(name) : Optional.empty();
    }

    ColumnRef own(Column column) {
        return table.isIdentity(column) ? ColumnRef.of(column) : new ColumnRef(List.of(), column, opening(column));
    }

    /**
     * A column across a foreign key: the key must show, the table on the way be open to the caller too, and the row there within his reach.
     */
    private Optional<ColumnRef> related(String name) {
        int dot = name.indexOf('.');
        Optional<Relation> relation = table.relation(name.substring(0, dot));
        Optional<Names> there = relation.flatMap(this::across);
        if (there.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return there.get().find(name.substring(dot + 1)).map(ref -> {
            List<Hop> hop = List.of(new Hop(relation.get(), there.get().table()));
            ColumnRef seen =
                    new ColumnRef(ref.path(), ref.column(), there.get().rule().and(ref.mask())).under(hop);
            return new ColumnRef(
                    seen.path(), seen.column(), shown(relation.get()).and(seen.mask()));
        });
    }

    /** What names mean where a foreign key leads; nothing when the caller may not follow it. */
    private Optional<Names> across(Relation relation) {
        boolean shows = relation.columns().stream()
                .allMatch(c -> table.column(c).filter(this::sees).isPresent());
        return snapshot.open(relation.target())
                .filter(target -> shows)
                .flatMap(target -> sight.further()
                        .apply(target.name())
                        .map(reach -> new Names(snapshot, target, sight, reach, values)));
    }

    /** What a row must fulfil to show where it points to. */
    private Condition shown(Relation relation) {
        Condition all = Condition.ALL;
        for (String column : relation.columns()) {
            all = all.and(table.column(column).map(this::own).orElseThrow().mask());
        }
        return all;
    }

    /** One of the rules; no rules mean that nothing is asked. A rule that no longer fits the table lets nothing through. */
    private Condition any(List<String> rules) {
        if (rules.isEmpty()) {
            return Condition.ALL;
        }
        var everything = unbounded(snapshot, table, values);
        List<Condition> parsed = new ArrayList<>();
        for (String rule : rules) {
            try {
                parsed.add(new Rsql(everything, values, sight.variables()).parse(rule));
            } catch (Fault e) {
                Logger.getLogger(Names.class).warnf("a row rule of %s is not understood: %s", table.name(), e.detail());
            }
        }
        return parsed.size() == 1 ? parsed.getFirst() : new Condition.Or(parsed);
    }

    /** Told with what there is: where a foreign key leads, if the name goes there; else here, and across which keys more is to be had. */
    Fault unknown(String name) {
        int dot = name.indexOf('.');
        List<Relation> ways = table.relations().stream()
                .filter(relation -> across(relation).isPresent())
                .toList();
        Optional<Names> there = ways.stream()
                .filter(way -> dot > 0 && way.name().equals(name.substring(0, dot)))
                .findFirst()
                .flatMap(this::across);
        if (there.isPresent()) {
            return there.get().unknown(name.substring(dot + 1));
        }
        String known = Stream.concat(
                        columns().stream().map(Column::name),
                        ways.stream()
                                .filter(way -> dot > 0)
                                .map(way -> way.name() + ".…")
                                .sorted())
                .collect(Collectors.joining(", "));
        return Fault.badRequest("There is no column {} in {}; there are {}.", name, table.name(), known);
    }

    /** A name with more hops than this long is nobody's column. */
    private static final int MAX_LENGTH = 500;
}
