package org.passerelle.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * Rows of CSV (RFC 4180) with a header line. An unquoted empty field is NULL, {@code ""} an empty
 * text. What is not a whole table is refused rather than guessed: the reader below would take an open quote for closed at the end.
 */
final class CsvSource implements Iterator<ObjectNode> {

    /** What an unquoted empty field becomes on its way through the reader: one object, so that no text of a client is taken for it. */
    private static final String NULL = new String("\0null");

    /** A last record of our own: if an open quote swallows it, it never comes. */
    private static final String END = "\0end";

    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private @Nullable CsvRecord next;

    CsvSource(Reader body) {
        var handler = CsvRecordHandler.builder()
                .fieldModifier(new FieldModifier() {
                    @Override
                    public String modify(long line, int index, boolean quoted, String field) {
                        return !quoted && field.isEmpty() ? NULL : field;
                    }
                })
                .build();
        this.records = CsvReader.builder()
                .allowExtraFields(true) // counted here, with a reason of our own
                .allowMissingFields(true)
                .build(handler, new WithEnd(body))
                .iterator();
        this.next = advance();
        this.header = next == null ? List.of() : header(next);
        this.next = next == null ? null : advance();
    }

    private static List<String> header(CsvRecord first) {
        List<String> names = List.copyOf(first.getFields());
        var seen = new HashSet<String>();
        for (String name : names) {
            if (name.isBlank() || name.equals(NULL)) {
                throw Fault.badRequest("The header line of the CSV has a column without a name.");
            }
            if (!seen.add(name)) {
                throw Fault.badRequest("The header line of the CSV has the column {} twice.", name);
            }
        }
        return names;
    }

    /** Null after the last. */
    private @Nullable CsvRecord advance() {
        try {
            if (!records.hasNext()) {
                throw Fault.badRequest("The CSV ends within a quoted field.");
            }
            CsvRecord record = records.next();
            return record.getFieldCount() == 1 && record.getField(0).equals(END) ? null : record;
        } catch (CsvParseException | UncheckedIOException e) {
            if (e.getCause() instanceof IOException unread) {
                throw Documents.unread(unread);
            }
            if (e.getCause() instanceof RuntimeException thrown && !(thrown instanceof CsvParseException)) {
                throw thrown; // by the body: it is too long, or too long to be read at once
            }
            throw Fault.badRequest("The body is not valid CSV: {}", e.getMessage());
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ObjectNode next() {
        CsvRecord record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        ObjectNode row = row(record);
        next = advance();
        return row;
    }

    @SuppressWarnings("ReferenceEquality") // the marker is one object
    private ObjectNode row(CsvRecord record) {
        if (record.getFieldCount() != header.size()) {
            throw Fault.badRequest(
                    "Line {} has {} fields where the header has {}.",
                    record.getStartingLineNumber(),
                    record.getFieldCount(),
                    header.size());
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            String field = record.getField(i);
            row.put(header.get(i), field == NULL ? null : field);
        }
        return row;
    }

    /** The body, and our own last record behind it. */
    private static final class WithEnd extends Reader {
        private static final String LINE = "\r\n" + END;
        private final Reader in;
        private int told;

        WithEnd(Reader in) {
            this.in = in;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            if (read >= 0 || told == LINE.length()) {
                return read;
            }
            int more = Math.min(length, LINE.length() - told);
            LINE.getChars(told, told + more, into, from);
            told += more;
            return more;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
