package org.passerelle.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Reply;

/**
 * What became of the rows of a long bulk: kept in a file without a name, which is gone when nobody reads it any more, however the server ends. Belongs
 * to one thread.
 */
final class Outcomes {

    static final String REFUSED = "refused";

    private static final List<String> PLAIN = List.of("cle", "id", "status");

    private final FileChannel file;
    private final DataOutputStream out;
    private final boolean isNumbered;
    private long count;

    /** @param isNumbered whether each outcome tells its row, and why it was refused */
    Outcomes(boolean isNumbered) {
        this.isNumbered = isNumbered;
        try {
            Path path = Files.createTempFile("passerelle-", ".outcomes");
            this.file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)));
    }

    /** @param reason why the row was refused; null for one that was not */
    void add(int row, Outcome outcome, @Nullable String reason) {
        try {
            out.writeInt(row);
            write(outcome.cle().toString());
            out.writeBoolean(outcome.id() instanceof Number);
            write(outcome.id() == null ? "" : outcome.id().toString());
            write(outcome.status());
            write(reason == null ? "" : reason);
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
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
            file.position(0);
            var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file)));
            sink.begin(names);
            for (long i = 0; i < count; i++) {
                copy(in, sink);
            }
            sink.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(DataInputStream in, RowSink sink) throws IOException {
        int row = in.readInt();
        sink.startRow();
        sink.text(read(in));
        boolean isNumber = in.readBoolean();
        String id = read(in);
        String status = read(in);
        String reason = read(in);
        if (status.equals(REFUSED)) {
            sink.nothing();
        } else if (isNumber) {
            sink.number(new BigDecimal(id).toPlainString());
        } else {
            sink.text(id);
        }
        sink.text(status);
        if (isNumbered) {
            sink.integer(row);
            if (reason.isEmpty()) {
                sink.nothing();
            } else {
                sink.text(reason);
            }
        }
        sink.endRow();
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
