package org.passerelle.format;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Rows of plain fields: an array is one field that holds its JSON, bytes are Base64. */
abstract class FlatRows implements RowSink {

    /** What a field is of. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        JSON
    }

    private final StringBuilder array = new StringBuilder();
    private int depth;

    /** @param value null where there is none */
    abstract void field(@Nullable String value, Kind kind);

    @Override
    public final void nothing() {
        put(null, Kind.JSON);
    }

    @Override
    public final void text(String value) {
        put(value, Kind.TEXT);
    }

    @Override
    public final void integer(long value) {
        put(Long.toString(value), Kind.NUMBER);
    }

    @Override
    public final void number(String plain) {
        put(plain, Kind.NUMBER);
    }

    @Override
    public final void floating(double value) {
        put(Double.toString(value), Double.isFinite(value) ? Kind.NUMBER : Kind.TEXT);
    }

    @Override
    public final void bool(boolean value) {
        put(Boolean.toString(value), Kind.BOOLEAN);
    }

    @Override
    public final void binary(byte[] value) {
        put(Base64.getEncoder().encodeToString(value), Kind.TEXT);
    }

    @Override
    public final void json(String raw) {
        put(raw, Kind.JSON);
    }

    @Override
    public final void startArray() {
        comma();
        depth++;
        array.append('[');
    }

    @Override
    public final void endArray() {
        array.append(']');
        if (--depth == 0) {
            put(array.toString(), Kind.JSON);
            array.setLength(0);
        }
    }

    private void put(@Nullable String value, Kind kind) {
        if (depth == 0) {
            field(value, kind);
        } else {
            comma();
            array.append(value == null ? "null" : kind == Kind.TEXT ? Json.quote(value) : value);
        }
    }

    private void comma() {
        if (depth > 0 && array.charAt(array.length() - 1) != '[') {
            array.append(',');
        }
    }
}
