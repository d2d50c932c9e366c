package org.passerelle.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.BufferedReader;
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
 * Rows of CSV (RFC 4180) with a header line, which shows what stands between the fields: a comma, or where it has none a semicolon or a tab. An
 * unquoted empty field is NULL, {@code ""} an empty text. What is not a whole table is refused rather than guessed: the reader below would take an
 * open quote for closed at the end.
 */
final class CsvSource implements Iterator<ObjectNode> {

    /** What an unquoted empty field becomes on its way through the reader: one object, so that no text of a client is taken for it. */
    private static final String NULL = new String("\0null");

    /** A last record of our own: if an open quote swallows it, it never comes. */
    private static final String END = "\0end";

    private static final char COMMA = ',';
    private static final int LONGEST_HEADER = 1 << 16;

    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private boolean known;
    private @Nullable CsvRecord next;
    private int number;

    CsvSource(Reader in) throws IOException {
        var body = new BufferedReader(in, LONGEST_HEADER);
        var handler = CsvRecordHandler.builder()
                .fieldModifier(new FieldModifier() {
                    @Override
                    public String modify(long line, int index, boolean quoted, String field) {
                        return !quoted && field.isEmpty() ? NULL : field;
                    }
                })
                .build();
        this.records = CsvReader.builder()
                .fieldSeparator(separator(body))
                .allowExtraFields(true) // counted here, with a reason of our own
                .allowMissingFields(true)
                .build(handler, new WithEnd(body))
                .iterator();
        CsvRecord first = advance();
        this.header = first == null ? List.of() : header(first);
        this.known = first == null;
    }

    /** As the header line shows it; the reader is left where it was. */
    private static char separator(BufferedReader body) throws IOException {
        body.mark(LONGEST_HEADER);
        boolean quoted = false;
        char other = COMMA;
        for (int i = 0, c = body.read(); i < LONGEST_HEADER - 1 && c >= 0; i++, c = body.read()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == COMMA || c == '\n' || c == '\r')) {
                other = c == COMMA ? COMMA : other;
                break;
            } else if (!quoted && other == COMMA && (c == ';' || c == '\t')) {
                other = (char) c;
            }
        }
        body.reset();
        return other;
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
        if (!known) {
            next = advance();
            known = true;
        }
        return next != null;
    }

    @Override
    public ObjectNode next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        known = false;
        number++;
        return row(next);
    }

    @SuppressWarnings("ReferenceEquality") // the marker is one object
    private ObjectNode row(CsvRecord record) {
        if (record.getFieldCount() != header.size()) {
            throw Fault.inRow(
                    number,
                    Fault.badRequest(
                            "Line {} has {} fields where the header has {}.",
                            record.getStartingLineNumber(),
                            record.getFieldCount(),
                            header.size()));
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
