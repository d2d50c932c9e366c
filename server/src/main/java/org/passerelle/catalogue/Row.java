package org.passerelle.catalogue;

import java.time.Instant;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** One row of the catalogue, by column name. */
public final class Row {

    private final Record row;

    Row(Record row) {
        this.row = row;
    }

    /** A column that is NOT NULL. */
    public String text(String column) {
        String value = row.get(column, String.class);
        if (value == null) {
            throw new IllegalStateException("catalogue column " + column + " is null");
        }
        return value;
    }

    public @Nullable String textOrNull(String column) {
        return row.get(column, String.class);
    }

    public int number(String column) {
        return row.get(column, Integer.class);
    }

    public long big(String column) {
        return row.get(column, Long.class);
    }

    public @Nullable Long bigOrNull(String column) {
        return row.get(column, Long.class);
    }

    public @Nullable Integer numberOrNull(String column) {
        return row.get(column, Integer.class);
    }

    public boolean flag(String column) {
        return number(column) != 0;
    }

    /** A moment kept as milliseconds since 1970. */
    public Instant moment(String column) {
        return Instant.ofEpochMilli(big(column));
    }

    public @Nullable Instant momentOrNull(String column) {
        Long millis = bigOrNull(column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** A list of words kept one a line. */
    public List<String> words(String column) {
        String value = row.get(column, String.class);
        return value == null || value.isEmpty() ? List.of() : List.of(value.split("\n"));
    }
}
