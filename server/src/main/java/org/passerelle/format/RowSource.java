package org.passerelle.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.passerelle.fault.Fault;

/**
 * Reads many rows from a body, one at a time: a JSON array of objects, one JSON object a line, CSV with a header line, XML. In CSV an
 * empty field is NULL and {@code ""} an empty text; every field is text, which the typed reader behind takes in its canonical form.
 */
public final class RowSource {

    /** What an unquoted empty field becomes on its way through the CSV reader; no text of a client can hold it unescaped. */
    private static final String NULL = new String("\0null");

    /** Reads one value and leaves what follows to the next call. */
    private static final ObjectReader ONE =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RowSource() {}

    public static Iterator<ObjectNode> open(InputStream body, Format format) {
        try {
            return switch (format) {
                case JSON -> jsonArray(Json.MAPPER.getFactory().createParser(body));
                case NDJSON -> new JsonIterator(Json.MAPPER.getFactory().createParser(body), false);
                case CSV -> csv(body);
                case XML -> xml(body);
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

    private static Iterator<ObjectNode> xml(InputStream body) {
        JsonNode root = XmlIn.read(body);
        if (root.isTextual() && root.textValue().isBlank()) {
            return java.util.Collections.emptyIterator();
        }
        if (!root.isArray()) {
            throw Fault.badRequest("The body must be <rows> with one <row> for each record.");
        }
        return new Mapped<>(root.iterator(), RowSource::object);
    }

    private static Iterator<ObjectNode> csv(InputStream body) {
        var handler = NamedCsvRecordHandler.builder()
                .fieldModifier(new FieldModifier() {
                    @Override
                    public String modify(long line, int index, boolean quoted, String field) {
                        return !quoted && field.isEmpty() ? NULL : field;
                    }
                })
                .build();
        var reader = CsvReader.builder()
                .detectBomHeader(true)
                .build(handler, new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()));
        return new Mapped<>(reader.iterator(), RowSource::object);
    }

    @SuppressWarnings("ReferenceEquality") // the marker is one object, so that a client's text is never taken for it
    private static ObjectNode object(NamedCsvRecord csv) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (csv.getFieldCount() != csv.getHeader().size()) {
            throw Fault.badRequest("Line " + csv.getStartingLineNumber() + " has " + csv.getFieldCount()
                    + " fields where the header has " + csv.getHeader().size() + ".");
        }
        for (int i = 0; i < csv.getFieldCount(); i++) {
            String field = csv.getField(i);
            row.put(csv.getHeader().get(i), field == NULL ? null : field);
        }
        return row;
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Fault.badRequest("Each row must be an object.");
    }

    private static RuntimeException notCsv(RuntimeException e) {
        if (e.getCause() instanceof IOException read) {
            return Documents.unread(read);
        }
        return Fault.badRequest("The body is not valid CSV: " + e.getMessage());
    }

    private interface Step<A, B> {
        B apply(A from);
    }

    private record Mapped<A>(Iterator<? extends A> from, Step<A, ObjectNode> step) implements Iterator<ObjectNode> {

        @Override
        public boolean hasNext() {
            try {
                return from.hasNext();
            } catch (CsvParseException | UncheckedIOException e) {
                throw notCsv(e);
            }
        }

        @Override
        public ObjectNode next() {
            try {
                return step.apply(from.next());
            } catch (CsvParseException | UncheckedIOException e) {
                throw notCsv(e);
            }
        }
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
