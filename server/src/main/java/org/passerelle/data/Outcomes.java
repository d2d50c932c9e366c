package org.passerelle.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.data.Upsert.Outcome;
import org.passerelle.data.UpsertWriter.Line;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;

/** What became of the rows of a long bulk, in a file. Belongs to one thread. */
final class Outcomes {

    static final String REFUSED = "refused";

    private static final List<String> PLAIN = List.of("cle", "id", "status");

    private final FileChannel file;
    private final boolean isNumbered;
    private DataOutputStream out;

    private Outcomes(FileChannel file, boolean isNumbered) {
        this.file = file;
        this.isNumbered = isNumbered;
        this.out = writing();
    }

    /**
     * In a file without a name, which is gone when nobody reads it any more, however the server ends.
     *
     * @param isNumbered whether each outcome tells its row, and why it was refused
     */
    static Outcomes passing(boolean isNumbered) {
        try {
            return new Outcomes(
                    FileChannel.open(
                            Files.createTempFile("passerelle-", ".outcomes"),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE),
                    isNumbered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a ledger, which may tell of rows already; numbered. */
    static Outcomes in(Path ledger) {
        try {
            return new Outcomes(
                    FileChannel.open(
                            ledger, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataOutputStream writing() {
        return new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)));
    }

    private DataInputStream reading(long from) throws IOException {
        file.position(from);
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(file)));
    }

    void add(int row, Line line) {
        Outcome outcome = line.outcome();
        Fault refusal = line.refusal();
        try {
            out.writeInt(row);
            write(outcome.cle().toString());
            out.writeBoolean(outcome.id() instanceof Number);
            write(outcome.id() == null ? "" : outcome.id().toString());
            write(outcome.status());
            write(refusal == null ? "" : refusal.detail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Forgets what stands behind these bytes, and goes on there. */
    void rewind(long bytes) {
        try {
            if (file.size() < bytes) {
                throw new IllegalStateException("the ledger ends before byte " + bytes);
            }
            file.truncate(bytes);
            file.position(bytes);
            out = writing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was added is on the disk. */
    void settle() {
        try {
            out.flush();
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tells of the rows that were refused.
     *
     * @param from the byte that the first to be told of begins with
     * @return the one behind the last
     */
    long tell(long from, Progress progress) {
        try {
            DataInputStream in = reading(from);
            for (Told told = read(in); told != null; told = read(in)) {
                if (told.status().equals(REFUSED)) {
                    progress.wrong(told.row(), told.cle(), told.reason());
                }
            }
            long end = file.size();
            file.position(end);
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.stream(200, (to, format, head) -> copy(to, format));
    }

    private void copy(OutputStream to, Format format) {
        RowSink sink = Rows.array(to, format, false);
        List<String> names = new ArrayList<>(PLAIN);
        if (isNumbered) {
            names.addAll(List.of("row", "error"));
        }
        try {
            DataInputStream in = reading(0);
            sink.begin(names);
            for (Told told = read(in); told != null; told = read(in)) {
                copy(told, sink);
            }
            sink.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Told told, RowSink sink) {
        sink.startRow();
        sink.text(told.cle());
        if (told.status().equals(REFUSED)) {
            sink.nothing();
        } else if (told.isNumber()) {
            sink.number(new BigDecimal(told.id()).toPlainString());
        } else {
            sink.text(told.id());
        }
        sink.text(told.status());
        if (isNumbered) {
            sink.integer(told.row());
            if (told.reason().isEmpty()) {
                sink.nothing();
            } else {
                sink.text(told.reason());
            }
        }
        sink.endRow();
    }

    /** What the file says of a row. */
    private record Told(int row, String cle, boolean isNumber, String id, String status, String reason) {}

    /** Null behind the last. */
    private static @Nullable Told read(DataInputStream in) throws IOException {
        int row;
        try {
            row = in.readInt();
        } catch (EOFException end) {
            return null;
        }
        return new Told(row, text(in), in.readBoolean(), text(in), text(in), text(in));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
