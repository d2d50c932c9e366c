package org.passerelle.format;

import java.util.List;

/**
 * Writes rows as they come. The order of calls: {@link #begin}, then for each row {@link #startRow}, one cell a column and
 * {@link #endRow}, then {@link #end}. Not thread-safe.
 */
public interface RowSink extends CellSink {

    /** @param names of the columns, in the order of the cells */
    void begin(List<String> names);

    void startRow();

    void endRow();

    void end();
}
