package org.passerelle.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows as CSV (RFC 4180), with a header line. NULL is an empty field, an empty text is {@code ""}. */
final class CsvRows extends FlatRows {

    private final CsvWriter out;
    private CsvWriter.@Nullable CsvWriterRecord row;

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
    void field(@Nullable String value, Kind kind) {
        Objects.requireNonNull(row).writeField(value);
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
}
