package org.passerelle.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.AuditLine;
import org.passerelle.connection.Database;
import org.passerelle.format.Json;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Once;
import org.passerelle.operation.Reply;

/**
 * Writes the letters of one call as its changes come: a letter that is full is posted at once, so that a million changes need no more memory than
 * some hundred. Belongs to one transaction.
 */
final class Letters implements Changes {

    private static final int MOST_EVENTS = 500;
    private static final int MOST_CHARACTERS = 1 << 18;

    /** Takes a letter that is written. */
    @FunctionalInterface
    interface Post {
        void put(@Nullable String mark, String payload);
    }

    private final Call call;
    private final Database database;
    private final Clock clock;
    private final Post post;
    private final StringWriter text = new StringWriter();
    private JsonGenerator json;
    private RowSink cells;
    private List<String> names = List.of();
    private int events;
    private boolean any;

    Letters(Call call, Database database, Clock clock, Post post) {
        this.call = call;
        this.database = database;
        this.clock = clock;
        this.post = post;
        this.json = begun();
        this.cells = Rows.within(json);
    }

    private JsonGenerator begun() {
        try {
            JsonGenerator begun = Json.OWN.createGenerator(text);
            begun.writeStartObject();
            begun.writeArrayFieldStart("events");
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isHeard() {
        return true;
    }

    @Override
    public void created(String table, String id, Image after) {
        write("record.created", table, id, null, after);
    }

    @Override
    public void updated(String table, String id, Image before, Image after) {
        write("record.updated", table, id, before, after);
    }

    @Override
    public void deleted(String table, String id, Image before) {
        write("record.deleted", table, id, before, null);
    }

    private void write(String name, String table, String id, @Nullable Image before, @Nullable Image after) {
        try {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("table", table);
            json.writeStringField("record", id);
            json.writeObjectFieldStart("data");
            write("before", before);
            write("after", after);
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            any = true;
            if (++events >= MOST_EVENTS || text.getBuffer().length() >= MOST_CHARACTERS) {
                post(null, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String member, @Nullable Image image) throws IOException {
        json.writeFieldName(member);
        if (image == null) {
            json.writeNull();
            return;
        }
        if (!image.names().equals(names)) {
            names = image.names();
            cells.begin(names);
        }
        database.emit(image.cells(), cells);
    }

    /**
     * Posts what is left, with who did it and what is answered. A call that has changed nothing leaves nothing.
     *
     * @return what is answered
     */
    Reply close(Reply reply) {
        Once once = call.once().orElse(null);
        if (!any && (once == null || !once.keepsAlways())) {
            return reply;
        }
        String answer = once == null ? null : once.keep(reply);
        post(
                any ? line(call, Integer.toString(reply.status()), clock) : null,
                once == null || answer == null ? null : new Letter.Kept(once.mark(), answer));
        return once == null || answer == null ? reply : once.again(answer);
    }

    private void post(@Nullable AuditLine line, Letter.@Nullable Kept kept) {
        try {
            json.writeEndArray();
            if (line != null) {
                json.writePOJOField("line", line);
            }
            if (kept != null) {
                json.writePOJOField("kept", kept);
            }
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        post.put(kept == null ? null : kept.mark(), text.toString());
        text.getBuffer().setLength(0);
        events = 0;
        json = begun();
        cells = Rows.within(json);
        names = List.of();
    }

    /** Who does it; what comes of it is said at its end. */
    static AuditLine line(Call call, String result, Clock clock) {
        AuditLine line = AuditLine.of(
                clock.instant(), Objects.requireNonNull(call.terms().operation()), call, 0);
        return new AuditLine(
                line.time(),
                line.user(),
                line.actor(),
                line.address(),
                line.operation(),
                line.target(),
                result,
                line.dryRun(),
                line.requestId());
    }
}
