package org.passerelle.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * Reads many rows from a body, one at a time: a JSON array of objects, one JSON object a line, CSV with a header line, the first sheet
 * of an XLSX workbook, XML. Fields of CSV, XLSX and XML are text, which the typed reader behind takes in its canonical form.
 */
public final class RowSource {

    /** Reads one value and leaves what follows to the next call. */
    private static final ObjectReader ONE =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RowSource() {}

    /**
     * What ends the reading is thrown by {@code hasNext}. What makes no row is thrown by {@code next}, a 400 with the number of the row, and the rows
     * behind it may be asked for all the same.
     *
     * @param charset that the client named
     */
    public static Iterator<ObjectNode> open(InputStream body, Format format, Optional<Charset> charset) {
        try {
            return switch (format) {
                case JSON -> new Objects(jsonArray(Json.MAPPER.getFactory().createParser(body)));
                case NDJSON ->
                    new Objects(new JsonIterator(Json.MAPPER.getFactory().createParser(body), false));
                case CSV -> new CsvSource(Encoding.reader(body, charset.orElse(StandardCharsets.UTF_8)));
                case XLSX -> new XlsxSource(body);
                case XML -> new Objects(xml(body, charset));
                case FORM, MULTIPART -> throw Rows.noRows(format);
            };
        } catch (IOException e) {
            throw Documents.unread(e);
        }
    }

    private static Iterator<JsonNode> jsonArray(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            throw Fault.badRequest("The body must be an array of objects: put [ ] around the object.");
        }
        if (first != JsonToken.START_ARRAY) {
            throw Fault.badRequest("The body must be an array of objects.");
        }
        return new JsonIterator(parser, true);
    }

    private static Iterator<JsonNode> xml(InputStream body, Optional<Charset> charset) throws IOException {
        JsonNode root = XmlIn.read(body, charset);
        if (root.isTextual() && root.textValue().isBlank()) {
            return java.util.Collections.emptyIterator();
        }
        if (!root.isArray()) {
            throw Fault.badRequest("The body must be <rows> with one <row> for each record.");
        }
        return root.values();
    }

    /** Whatever comes, as rows: only objects are. */
    private static final class Objects implements Iterator<ObjectNode> {
        private final Iterator<JsonNode> nodes;
        private int number;

        Objects(Iterator<JsonNode> nodes) {
            this.nodes = nodes;
        }

        @Override
        public boolean hasNext() {
            return nodes.hasNext();
        }

        @Override
        public ObjectNode next() {
            JsonNode node = nodes.next();
            number++;
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw Fault.inRow(number, Fault.badRequest("Each row must be an object."));
        }
    }

    private static final class JsonIterator implements Iterator<JsonNode> {
        private final JsonParser parser;
        private final boolean inArray;
        private boolean known;
        private @Nullable JsonNode next;

        JsonIterator(JsonParser parser, boolean inArray) {
            this.parser = parser;
            this.inArray = inArray;
        }

        @Override
        public boolean hasNext() {
            if (!known) {
                next = advance();
                known = true;
            }
            return next != null;
        }

        @Override
        public JsonNode next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            known = false;
            return next;
        }

        /** Null after the last. */
        private @Nullable JsonNode advance() {
            try {
                JsonToken token = parser.nextToken();
                if (inArray && token == JsonToken.END_ARRAY) {
                    if (parser.nextToken() != null) {
                        throw Fault.badRequest("Something stands after the end of the array.");
                    }
                    return null;
                }
                if (inArray && token == null) {
                    throw Fault.badRequest("The body ends before the array does.");
                }
                return token == null ? null : ONE.<JsonNode>readTree(parser);
            } catch (IOException e) {
                throw Documents.unread(e);
            } catch (NumberFormatException e) {
                throw Documents.endless();
            }
        }
    }
}
