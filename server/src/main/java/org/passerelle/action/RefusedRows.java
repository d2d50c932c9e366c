package org.passerelle.action;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;
import org.passerelle.format.RowSink;
import org.passerelle.operation.Doc;

/** Writes down the rows that an action refuses, as they are found: a JSON object each. Belongs to one thread. */
final class RefusedRows implements AutoCloseable {

    /** One of them, as a client sees it. */
    record Refused(
            @Doc(value = "Its number, from 1", example = "14")
            long row,

            @Doc(value = "The record that it was meant for, where it said that", example = "CMD-14")
            String cle,

            @Doc(value = "What is wrong with it", example = "date_billed: must be a date.")
            String error) {}

    private final Path file;
    private long count;
    private @Nullable FileChannel channel;
    private @Nullable OutputStream out;
    private @Nullable JsonGenerator json;

    RefusedRows(Path file) {
        this.file = file;
    }

    long count() {
        return count;
    }

    void add(Refused row) {
        try {
            if (json == null) {
                channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                out = new BufferedOutputStream(Channels.newOutputStream(channel));
                json = Json.MAPPER.createGenerator(out);
                json.setRootValueSeparator(new SerializedString("\n"));
            }
            json.writePOJO(row);
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that were written down, in their order. */
    static void copy(Path file, RowSink sink) {
        sink.begin(List.of("row", "cle", "error"));
        if (Files.exists(file)) {
            try (MappingIterator<Refused> rows =
                    Json.MAPPER.readerFor(Refused.class).readValues(file.toFile())) {
                while (rows.hasNextValue()) {
                    Refused refused = rows.nextValue();
                    sink.startRow();
                    sink.integer(refused.row());
                    sink.text(refused.cle());
                    sink.text(refused.error());
                    sink.endRow();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        sink.end();
    }

    /** Forgets those that were found before. */
    void clear() {
        try {
            close();
            Files.deleteIfExists(file);
            json = null;
            out = null;
            channel = null;
            count = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** They are on the disk. */
    void settle() {
        try {
            if (json != null && out != null && channel != null) {
                json.flush();
                out.flush(); // which the generator leaves to its owner
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (json != null) {
                json.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
