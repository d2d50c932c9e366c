package org.passerelle.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows as CSV (RFC 4180), with a header line. NULL is an empty field, an empty text is {@code ""}. */
final class CsvRows implements RowSink {

    private final CsvWriter out;
    private CsvWriter.@Nullable CsvWriterRecord row;
    private final StringBuilder array = new StringBuilder();
    private int depth;

    CsvRows(OutputStream stream) {
        this.out = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(List<String> names) {
        out.writeRecord(names);
    }

    @Override
    public void startRow() {
        row = out.writeRecord();
    }

    @Override
    public void endRow() {
        Objects.requireNonNull(row).endRecord();
    }

    @Override
    public void end() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void nothing() {
        put(null, false);
    }

    @Override
    public void text(String value) {
        put(value, true);
    }

    @Override
    public void integer(long value) {
        put(Long.toString(value), false);
    }

    @Override
    public void number(String plain) {
        put(plain, false);
    }

    @Override
    public void floating(double value) {
        put(Double.toString(value), !Double.isFinite(value));
    }

    @Override
    public void bool(boolean value) {
        put(Boolean.toString(value), false);
    }

    @Override
    public void binary(byte[] value) {
        put(Base64.getEncoder().encodeToString(value), true);
    }

    @Override
    public void json(String raw) {
        put(raw, false);
    }

    /** An array is one field that holds its JSON. */
    @Override
    public void startArray() {
        comma();
        depth++;
        array.append('[');
    }

    @Override
    public void endArray() {
        array.append(']');
        if (--depth == 0) {
            put(array.toString(), false);
            array.setLength(0);
        }
    }

    private void put(@Nullable String value, boolean isText) {
        if (depth == 0) {
            Objects.requireNonNull(row).writeField(value);
        } else {
            comma();
            array.append(value == null ? "null" : isText ? Json.quote(value) : value);
        }
    }

    private void comma() {
        if (depth > 0 && array.charAt(array.length() - 1) != '[') {
            array.append(',');
        }
    }
}
