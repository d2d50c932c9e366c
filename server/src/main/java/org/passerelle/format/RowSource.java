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

    /** @param charset that the client named */
    public static Iterator<ObjectNode> open(InputStream body, Format format, Optional<Charset> charset) {
        try {
            return switch (format) {
                case JSON -> jsonArray(Json.MAPPER.getFactory().createParser(body));
                case NDJSON -> new JsonIterator(Json.MAPPER.getFactory().createParser(body), false);
                case CSV -> new CsvSource(Encoding.reader(body, charset.orElse(StandardCharsets.UTF_8)));
                case XLSX -> new XlsxSource(body);
                case XML -> xml(body, charset);
                case FORM, MULTIPART -> throw Rows.noRows(format);
            };
        } catch (IOException e) {
            throw Documents.unread(e);
        }
    }

    private static Iterator<ObjectNode> jsonArray(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            throw Fault.badRequest("The body must be an array of objects: put [ ] around the object.");
        }
        if (first != JsonToken.START_ARRAY) {
            throw Fault.badRequest("The body must be an array of objects.");
        }
        return new JsonIterator(parser, true);
    }

    private static Iterator<ObjectNode> xml(InputStream body, Optional<Charset> charset) throws IOException {
        JsonNode root = XmlIn.read(body, charset);
        if (root.isTextual() && root.textValue().isBlank()) {
            return java.util.Collections.emptyIterator();
        }
        if (!root.isArray()) {
            throw Fault.badRequest("The body must be <rows> with one <row> for each record.");
        }
        return root.valueStream().map(RowSource::object).iterator();
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Fault.badRequest("Each row must be an object.");
    }

    private static final class JsonIterator implements Iterator<ObjectNode> {
        private final JsonParser parser;
        private final boolean inArray;
        private boolean known;
        private boolean more;

        JsonIterator(JsonParser parser, boolean inArray) {
            this.parser = parser;
            this.inArray = inArray;
        }

        @Override
        public boolean hasNext() {
            if (!known) {
                more = advance();
                known = true;
            }
            return more;
        }

        @Override
        public ObjectNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            known = false;
            try {
                return object(ONE.<JsonNode>readTree(parser));
            } catch (IOException e) {
                throw Documents.unread(e);
            } catch (NumberFormatException e) {
                throw Documents.endless();
            }
        }

        private boolean advance() {
            try {
                JsonToken token = parser.nextToken();
                if (inArray && token == JsonToken.END_ARRAY) {
                    if (parser.nextToken() != null) {
                        throw Fault.badRequest("Something stands after the end of the array.");
                    }
                    return false;
                }
                if (inArray && token == null) {
                    throw Fault.badRequest("The body ends before the array does.");
                }
                return token != null;
            } catch (IOException e) {
                throw Documents.unread(e);
            }
        }
    }
}
