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
            case XLSX -> new XlsxRows(out);
            case FORM, MULTIPART -> throw noRows(format);
        };
    }

    /** One row that is the whole document. */
    public static RowSink single(OutputStream out, Format format, boolean numbersAsText) {
        return switch (format) {
            case XML -> new XmlRows(out, "", "row");
            case CSV -> new CsvRows(out);
            case XLSX -> new XlsxRows(out);
            case JSON, NDJSON -> new JsonRows(out, JsonRows.Around.NOTHING, numbersAsText);
            case FORM, MULTIPART -> throw noRows(format);
        };
    }

    /** Rows as values of a JSON document that somebody else writes; their sink is begun anew where their columns differ, and never ended. */
    public static RowSink within(JsonGenerator document) {
        return new JsonRows(document);
    }

    static IllegalArgumentException noRows(Format format) {
        return new IllegalArgumentException("rows are not written or read as " + format);
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
        boolean xml = format == Format.XML;
        rows.accept(
                xml
                        ? new XmlRows(XmlOut.inside(gathered), "rows", "row")
                        : array(gathered, Format.JSON, numbersAsText));
        try {
            if (xml) {
                xmlPage(out, page.get(), gathered);
            } else {
                jsonPage(out, page.get(), gathered);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void jsonPage(OutputStream out, Page page, ByteArrayOutputStream rows) throws IOException {
        JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out);
        json.writeStartObject();
        json.writeNumberField("total", page.total());
        json.writeNumberField("page", page.page());
        json.writeNumberField("rowPerPage", page.rowPerPage());
        if (page.column() != null) {
            json.writeFieldName("column");
            json.writeTree(page.column());
        }
        json.writeFieldName("rows");
        json.writeRawValue("");
        json.flush();
        rows.writeTo(out);
        json.writeEndObject();
        json.close(); // gives its buffers back
    }

    private static void xmlPage(OutputStream out, Page page, ByteArrayOutputStream rows) throws IOException {
        var xml = new XmlOut(out);
        xml.start("list");
        xml.element("total", Long.toString(page.total()));
        xml.element("page", Integer.toString(page.page()));
        xml.element("rowPerPage", Integer.toString(page.rowPerPage()));
        if (page.column() != null) {
            xml.value("column", page.column());
        }
        xml.flush();
        rows.writeTo(out);
        xml.end();
        xml.flush();
    }
}
