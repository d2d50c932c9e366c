package org.passerelle.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows as JSON objects: in an array, one a line (NDJSON), or a single one. Names are encoded once. */
final class JsonRows implements RowSink {

    /** What stands around the rows. */
    enum Around {
        ARRAY,
        LINES,
        NOTHING,
        /** A document of somebody else, which must stay whole whatever a database takes for JSON. */
        DOCUMENT
    }

    private final JsonGenerator out;
    private final Around around;
    private final boolean numbersAsText;
    private SerializableString[] names = {};
    private int column;
    private int depth;
    private boolean rows;

    JsonRows(OutputStream stream, Around around, boolean numbersAsText) {
        try {
            this.out = Json.MAPPER.getFactory().createGenerator(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.out.setRootValueSeparator(new SerializedString(around == Around.LINES ? "\n" : ""));
        this.around = around;
        this.numbersAsText = numbersAsText;
    }

    /** Rows as values within a larger document; the generator stays its writer's. */
    JsonRows(JsonGenerator out) {
        this.out = out;
        this.around = Around.DOCUMENT;
        this.numbersAsText = false;
    }

    @Override
    public void begin(List<String> columnNames) {
        names = columnNames.stream().map(SerializedString::new).toArray(SerializableString[]::new);
        if (around == Around.ARRAY) {
            run(out::writeStartArray);
        }
    }

    @Override
    public void startRow() {
        column = 0;
        rows = true;
        run(out::writeStartObject);
    }

    @Override
    public void endRow() {
        run(out::writeEndObject);
    }

    @Override
    public void end() {
        run(() -> {
            if (around == Around.ARRAY) {
                out.writeEndArray();
            } else if (around == Around.LINES && rows) {
                out.writeRaw('\n');
            }
            out.close();
        });
    }

    @Override
    public void nothing() {
        name();
        run(out::writeNull);
    }

    @Override
    public void text(String value) {
        name();
        try {
            out.writeString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void integer(long value) {
        name();
        try {
            if (numbersAsText) {
                out.writeString(Long.toString(value));
            } else {
                out.writeNumber(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void number(String plain) {
        name();
        run(() -> {
            if (numbersAsText) {
                out.writeString(plain);
            } else {
                out.writeNumber(plain);
            }
        });
    }

    /** JSON has no words for infinities and NaN: they go out as text. */
    @Override
    public void floating(double value) {
        name();
        run(() -> {
            if (numbersAsText || !Double.isFinite(value)) {
                out.writeString(Double.toString(value));
            } else {
                out.writeNumber(value);
            }
        });
    }

    @Override
    public void bool(boolean value) {
        name();
        run(() -> out.writeBoolean(value));
    }

    @Override
    public void binary(byte[] value) {
        name();
        run(() -> out.writeBinary(value));
    }

    @Override
    public void json(String raw) {
        name();
        run(() -> {
            if (around == Around.DOCUMENT && !isJson(raw)) {
                out.writeString(raw);
            } else {
                out.writeRawValue(raw);
            }
        });
    }

    private static boolean isJson(String raw) throws IOException {
        try (JsonParser parser = Json.OWN.createParser(raw)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public void startArray() {
        name();
        depth++;
        run(out::writeStartArray);
    }

    @Override
    public void endArray() {
        depth--;
        run(out::writeEndArray);
    }

    private void name() {
        if (depth == 0) {
            try {
                out.writeFieldName(names[column++]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void run(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
