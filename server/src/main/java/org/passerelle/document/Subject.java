package org.passerelle.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Reach;
import org.passerelle.schema.Column;
import org.passerelle.schema.Module;
import org.passerelle.schema.Table;

/** What an operation is about. */
sealed interface Subject {

    /** No records. */
    record Nothing() implements Subject {}

    /**
     * Records of a table that the path names.
     *
     * @param words what may stand in the path; empty when that would be too many
     * @param sample the table that examples are made of
     * @param columns of it, those that a list under its name shows to the reader
     */
    record Any(List<String> words, Table sample, Reach reach, List<Column> columns) implements Subject {}

    /**
     * What is published of this table.
     *
     * @param reach how much of the table the reader may know
     * @param values the table of its values; null where there is none, or none that he may know
     */
    record OfModule(
            Table table,
            Module module,
            Reach reach,
            @Nullable Table values) implements Subject {}

    /** Records of this table. */
    record One(Table table, Reach reach) implements Subject {}
}
