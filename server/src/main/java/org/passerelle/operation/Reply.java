package org.passerelle.operation;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.format.Format;

/** What an operation answers. The gate writes it in the format that was asked for. */
public sealed interface Reply {

    int status();

    Map<String, String> headers();

    /** The same with one more header; cookies add up, one a line. */
    Reply with(String header, String value);

    /** @param root the name of the XML root element */
    record Value(int status, Object value, String root, Map<String, String> headers) implements Reply {
        @Override
        public Value with(String header, String headerValue) {
            return new Value(status, value, root, plus(headers, header, headerValue));
        }
    }

    record Empty(int status, Map<String, String> headers) implements Reply {
        @Override
        public Empty with(String header, String value) {
            return new Empty(status, plus(headers, header, value));
        }
    }

    /**
     * Written while it is made: the head goes out with the first bytes that overflow the buffer, so an early failure still has its status.
     *
     * @param live whether what is flushed goes out at once, as it is, to a client that listens; otherwise a flush means nothing
     */
    record Stream(int status, Writer writer, boolean live, Map<String, String> headers) implements Reply {
        @Override
        public Stream with(String header, String value) {
            return new Stream(status, writer, live, plus(headers, header, value));
        }
    }

    /** Bytes of a kind of their own: a page, a file. */
    record Bytes(int status, byte[] bytes, String contentType, Map<String, String> headers) implements Reply {
        @Override
        public Bytes with(String header, String value) {
            return new Bytes(status, bytes, contentType, plus(headers, header, value));
        }
    }

    /** Thrown by a {@link Writer} that finds the client's copy still good: 304, with the headers said so far and no body. */
    final class NotModified extends RuntimeException {
        public NotModified() {
            super(null, null, false, false);
        }
    }

    /** Thrown by a handler of an operation that may take long, before it has changed anything: this is too much to be answered at once. */
    final class TooLong extends RuntimeException {
        public TooLong() {
            super(null, null, false, false);
        }
    }

    @FunctionalInterface
    interface Writer {
        /** @param head takes headers until the first byte is written */
        void write(OutputStream out, Format format, Map<String, String> head);
    }

    static Value ok(Object value, String root) {
        return new Value(200, value, root, Map.of());
    }

    /** @param location the path of what was made, from {@code /api} on */
    static Value created(Object value, String root, String location) {
        return new Value(201, value, root, Map.of("Location", location));
    }

    static Empty empty(int status) {
        return new Empty(status, Map.of());
    }

    static Stream stream(int status, Writer writer) {
        return new Stream(status, writer, false, Map.of());
    }

    /** Without an end of its own: it goes on for as long as the client listens. */
    static Stream live(int status, Writer writer) {
        return new Stream(status, writer, true, Map.of());
    }

    static Bytes bytes(byte[] bytes, String contentType) {
        return new Bytes(200, bytes, contentType, Map.of());
    }

    private static Map<String, String> plus(Map<String, String> headers, String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.merge(name, value, (one, other) -> name.equals("Set-Cookie") ? one + "\n" + other : other);
        return more;
    }
}
