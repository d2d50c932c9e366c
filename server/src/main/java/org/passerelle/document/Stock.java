package org.passerelle.document;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.data.View;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Shape;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/**
 * All that there is to describe, at one moment.
 *
 * @param readOnly the connections that refuse every change
 */
record Stock(List<Operation> operations, Snapshot snapshot, List<View> views, Set<String> readOnly) {

    /** The open tables, by name. */
    List<Table> open() {
        return snapshot.all().stream()
                .filter(Table::isOpen)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    /** What the operation of this name answers. */
    Optional<Shape> answerOf(String operation) {
        return operations.stream()
                .filter(known -> known.name().equals(operation))
                .map(known -> known.answer().shape())
                .findFirst();
    }

    boolean canChange(Table table) {
        return table.hasKey() && !readOnly.contains(table.connection());
    }
}
