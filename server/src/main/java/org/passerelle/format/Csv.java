package org.passerelle.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small tables in text, whole in memory: RFC 4180, but for what stands between the fields. */
public final class Csv {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Csv() {}

    /**
     * The fields of each line that is not empty.
     *
     * @throws IllegalArgumentException for what is no CSV
     */
    public static List<List<String>> read(String text, char separator) {
        String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(table)
                    .stream()
                    .map(CsvRecord::getFields)
                    .toList();
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** In UTF-8. The stream stays open. */
    public static void write(OutputStream out, char separator, Iterable<List<String>> lines) throws IOException {
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(out, StandardCharsets.UTF_8);
        lines.forEach(writer::writeRecord);
        writer.flush();
    }
}
