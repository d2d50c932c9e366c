package org.passerelle.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the sink of rows for each format, and writes what stands around a page of them. */
public final class Rows {

    private Rows() {}

    /** What a list by view says of its page (wire.md §4); {@code column} describes the columns where it was asked for. */
    public record Page(
            long total, int page, int rowPerPage, @Nullable JsonNode column) {}

    /** An array of rows with nothing around it. */
    public static RowSink array(OutputStream out, Format format, boolean numbersAsText) {
        return switch (format) {
            case JSON -> new JsonRows(out, JsonRows.Around.ARRAY, numbersAsText);
            case XML -> new XmlRows(out, "rows", "row");
            case CSV -> new CsvRows(out);
            case NDJSON -> new JsonRows(out, JsonRows.Around.LINES, numbersAsText);
        };
    }

    /** One row that is the whole document. */
    public static RowSink single(OutputStream out, Format format, boolean numbersAsText) {
        return switch (format) {
            case XML -> new XmlRows(out, "", "row");
            case CSV -> new CsvRows(out);
            case JSON, NDJSON -> new JsonRows(out, JsonRows.Around.NOTHING, numbersAsText);
        };
    }

    /**
     * A page of rows in its envelope. The rows are gathered first (a page has at most 1,000), because only then it is known whether
     * the total must be counted.
     *
     * @param rows writes the rows into the sink
     * @param page asked after the rows
     */
    public static void page(
            OutputStream out, Format format, boolean numbersAsText, Consumer<RowSink> rows, Supplier<Page> page) {
        var gathered = new ByteArrayOutputStream(8192);
        try {
            if (format == Format.XML) {
                var xml = new XmlOut(gathered);
                xml.start("list");
                rows.accept(new XmlRows(xml, "rows", "row"));
                Page counted = page.get();
                xml.element("total", Long.toString(counted.total()));
                xml.element("page", Integer.toString(counted.page()));
                xml.element("rowPerPage", Integer.toString(counted.rowPerPage()));
                if (counted.column() != null) {
                    xml.value("columns", counted.column());
                }
                xml.end();
                xml.flush();
                gathered.writeTo(out);
                return;
            }
            rows.accept(array(gathered, Format.JSON, numbersAsText));
            Page counted = page.get();
            JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out);
            json.writeStartObject();
            json.writeNumberField("total", counted.total());
            json.writeNumberField("page", counted.page());
            json.writeNumberField("rowPerPage", counted.rowPerPage());
            if (counted.column() != null) {
                json.writeFieldName("column");
                json.writeTree(counted.column());
            }
            json.writeFieldName("rows");
            json.writeRawValue("");
            json.flush();
            gathered.writeTo(out);
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
