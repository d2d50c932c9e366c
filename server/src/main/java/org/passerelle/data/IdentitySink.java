package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.format.RowSink;
import org.passerelle.schema.Table;

/**
 * Before the columns of a record by view stand {@code id} and {@code cle}. The parts of a composite key arrive as cells of their own and go
 * out as one text, joined by commas; a comma inside a part is {@code %2C}.
 */
final class IdentitySink implements RowSink {

    private final RowSink out;
    private final int[] groups;
    private final StringBuilder joined = new StringBuilder();
    private int group;
    private int part;

    private IdentitySink(RowSink out, int[] groups) {
        this.out = out;
        this.groups = groups;
    }

    /** The sink itself where neither key is composite. */
    static RowSink of(Table table, RowSink out) {
        int id = table.primaryKey().size();
        int cle = table.keyColumns().size();
        return id <= 1 && cle <= 1 ? out : new IdentitySink(out, new int[] {id, cle});
    }

    @Override
    public void begin(List<String> names) {
        List<String> once = new ArrayList<>();
        names.forEach(name -> {
            if (once.isEmpty() || !once.getLast().equals(name)) {
                once.add(name);
            }
        });
        out.begin(once);
    }

    @Override
    public void startRow() {
        group = 0;
        part = 0;
        out.startRow();
    }

    private boolean takes(String text) {
        if (group >= groups.length) {
            return false;
        }
        if (groups[group] == 1) {
            group++;
            return false;
        }
        if (part > 0) {
            joined.append(',');
        }
        joined.append(Identity.escape(text));
        if (++part == groups[group]) {
            out.text(joined.toString());
            joined.setLength(0);
            part = 0;
            group++;
        }
        return true;
    }

    @Override
    public void endRow() {
        out.endRow();
    }

    @Override
    public void end() {
        out.end();
    }

    @Override
    public void nothing() {
        if (!takes("")) {
            out.nothing();
        }
    }

    @Override
    public void text(String value) {
        if (!takes(value)) {
            out.text(value);
        }
    }

    @Override
    public void integer(long value) {
        if (!takes(Long.toString(value))) {
            out.integer(value);
        }
    }

    @Override
    public void number(String plain) {
        if (!takes(plain)) {
            out.number(plain);
        }
    }

    @Override
    public void floating(double value) {
        if (!takes(Double.toString(value))) {
            out.floating(value);
        }
    }

    @Override
    public void bool(boolean value) {
        if (!takes(Boolean.toString(value))) {
            out.bool(value);
        }
    }

    @Override
    public void binary(byte[] value) {
        if (!takes(java.util.Base64.getEncoder().encodeToString(value))) {
            out.binary(value);
        }
    }

    @Override
    public void json(String raw) {
        if (!takes(raw)) {
            out.json(raw);
        }
    }

    @Override
    public void startArray() {
        out.startArray();
    }

    @Override
    public void endArray() {
        out.endArray();
    }
}
