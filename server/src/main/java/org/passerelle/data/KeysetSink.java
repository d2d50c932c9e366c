package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.RowSink;

/**
 * Lets a page of rows through and keeps where it ended. The cells behind the shown ones are the order's; the row behind the last one only
 * tells that there is more.
 */
final class KeysetSink implements RowSink {

    private final RowSink out;
    private final int shown;
    private final long limit;
    private final List<@Nullable Object> last = new ArrayList<>();
    private long rows;
    private int cell;
    private int depth;

    KeysetSink(RowSink out, int shown, long limit) {
        this.out = out;
        this.shown = shown;
        this.limit = limit;
    }

    boolean hasMore() {
        return rows > limit;
    }

    /** How many rows went out. */
    long passed() {
        return Math.min(rows, limit);
    }

    /** The order's values in the last row that went out. */
    List<@Nullable Object> last() {
        return last;
    }

    @Override
    public void begin(List<String> names) {
        out.begin(names.subList(0, shown));
    }

    @Override
    public void startRow() {
        rows++;
        cell = 0;
        if (rows <= limit) {
            last.clear();
            out.startRow();
        }
    }

    @Override
    public void endRow() {
        if (rows <= limit) {
            out.endRow();
        }
    }

    @Override
    public void end() {
        out.end();
    }

    /** Whether the cell goes out; if not, and the row is on the page, its value is kept. */
    private boolean goesOut(@Nullable Object value) {
        if (depth > 0) {
            return rows <= limit && cell <= shown;
        }
        cell++;
        if (rows > limit) {
            return false;
        }
        if (cell <= shown) {
            return true;
        }
        last.add(value);
        return false;
    }

    @Override
    public void nothing() {
        if (goesOut(null)) {
            out.nothing();
        }
    }

    @Override
    public void text(String value) {
        if (goesOut(value)) {
            out.text(value);
        }
    }

    @Override
    public void integer(long value) {
        if (goesOut(value)) {
            out.integer(value);
        }
    }

    @Override
    public void number(String plain) {
        if (goesOut(plain)) {
            out.number(plain);
        }
    }

    @Override
    public void floating(double value) {
        if (goesOut(value)) {
            out.floating(value);
        }
    }

    @Override
    public void bool(boolean value) {
        if (goesOut(Boolean.toString(value))) {
            out.bool(value);
        }
    }

    @Override
    public void binary(byte[] value) {
        if (goesOut(value)) {
            out.binary(value);
        }
    }

    @Override
    public void json(String raw) {
        if (goesOut(raw)) {
            out.json(raw);
        }
    }

    @Override
    public void startArray() {
        if (goesOut(null)) {
            out.startArray();
        }
        depth++;
    }

    @Override
    public void endArray() {
        depth--;
        if (rows <= limit && cell <= shown) {
            out.endArray();
        }
    }
}
