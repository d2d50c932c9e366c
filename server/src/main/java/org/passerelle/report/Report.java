package org.passerelle.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A saved list.
 *
 * @param user whose it is
 * @param view its key
 * @param search an advanced search; null for all rows of the view
 * @param columns those of the view that it shows; empty for all
 */
record Report(
        String id,
        String user,
        String name,
        String view,
        @Nullable String search,
        List<String> columns,
        Kind format,
        Instant created) {

    /** What kind of file it is. */
    enum Kind {
        CSV,
        NDJSON,
        XLSX;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
