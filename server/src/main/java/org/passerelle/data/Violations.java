package org.passerelle.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.connection.PhysicalTable.Check;
import org.passerelle.connection.PhysicalTable.UniqueKey;
import org.passerelle.connection.Violation;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/**
 * A constraint's refusal in the client's words: 409 for what stands in the way of it, 422 for what does not hold together (wire.md §5), with
 * the public names of the columns, as far as the engine or the schema tells them.
 */
final class Violations {

    private Violations() {}

    /**
     * What a caller may be told.
     *
     * @param column whether it may be named to him
     * @param everyRow whether he sees every record; if not, nothing tells him of one that is in his way
     */
    record Told(Table table, Predicate<Column> column, boolean everyRow) {

        /** As much as either. */
        Told or(Told other) {
            return new Told(table, column.or(other.column), everyRow || other.everyRow);
        }
    }

    /** @param deleting whether a record was to be deleted, because SQLite does not say which side of a foreign key refused */
    static Fault fault(Violation violation, Told told, boolean deleting) {
        Table table = told.table();
        List<String> columns = columns(violation, table).stream()
                .filter(name -> table.column(name).filter(told.column()).isPresent())
                .toList();
        String named = columns.isEmpty() ? "" : String.join(", ", columns) + ": ";
        return switch (violation.kind()) {
            case UNIQUE ->
                told.everyRow()
                        ? conflict(named + "another record has this value already.", columns, "must be unique")
                        : Records.outOfReach();
            case STILL_NEEDED -> conflict("Other records point to this one.", List.of(), "");
            case FOREIGN_KEY ->
                deleting ? conflict("Other records point to this one.", List.of(), "") : noTarget(pointing(told));
            case NO_TARGET -> noTarget(columns);
            case NOT_NULL -> inconsistent(named + "must not be null.", columns, "must not be null");
            case CHECK ->
                inconsistent(named + "a rule of the table does not allow this value.", columns, "is not allowed");
            case RANGE -> inconsistent(named + "the column cannot hold this value.", columns, "is out of range");
        };
    }

    private static List<String> pointing(Told told) {
        return told.table().relations().stream()
                .flatMap(r -> r.columns().stream())
                .distinct()
                .filter(name -> told.table().column(name).filter(told.column()).isPresent())
                .toList();
    }

    private static Fault noTarget(List<String> columns) {
        return inconsistent(
                (columns.isEmpty() ? "" : String.join(", ", columns) + ": ")
                        + "there is no record that this points to.",
                columns,
                "points to no record");
    }

    private static Fault conflict(String detail, List<String> columns, String reason) {
        return Fault.conflict(detail, errors(columns, reason));
    }

    private static Fault inconsistent(String detail, List<String> columns, String reason) {
        return Fault.inconsistent(detail, errors(columns, reason));
    }

    private static List<Fault.Error> errors(List<String> columns, String reason) {
        return columns.stream()
                .map(c -> new Fault.Error(Fault.pointer(c), reason))
                .toList();
    }

    private static List<String> columns(Violation violation, Table table) {
        List<String> told = violation.columns().stream()
                .flatMap(name -> table.physicalColumn(name).stream())
                .map(Column::name)
                .toList();
        if (!told.isEmpty()) {
            return told;
        }
        String constraint = violation.constraint();
        if (constraint.equalsIgnoreCase("PRIMARY")) {
            return table.primaryKey().stream().map(Column::name).toList();
        }
        Optional<List<String>> known = named(constraint, table.physical());
        if (known.isPresent()) {
            return known.get().stream()
                    .flatMap(name -> table.physicalColumn(name).stream())
                    .map(Column::name)
                    .toList();
        }
        Optional<Relation> relation = table.relations().stream()
                .filter(r -> r.constraint().equalsIgnoreCase(constraint))
                .findFirst();
        return relation.map(Relation::columns).orElseGet(() -> mentioned(constraint, table));
    }

    /** The database's names of the columns of a unique key or a check. */
    private static Optional<List<String>> named(String constraint, PhysicalTable table) {
        return table.uniqueKeys().stream()
                .filter(key -> key.name().equalsIgnoreCase(constraint))
                .map(UniqueKey::columns)
                .findFirst()
                .or(() -> table.checks().stream()
                        .filter(check -> check.name().equalsIgnoreCase(constraint))
                        .map(Check::columns)
                        .findFirst());
    }

    /** A rule's name or text mostly names its column. */
    private static List<String> mentioned(String text, Table table) {
        return table.columns().values().stream()
                .filter(c -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(c.physical()) + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find())
                .map(Column::name)
                .toList();
    }
}
