package org.passerelle;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A socket to the server under test, for what no well-behaved client would send. */
public final class RawHttp implements AutoCloseable {

    /** For a server that answers, or closes the connection: one that does neither is a fault. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    public RawHttp() throws IOException {
        socket = new Socket("127.0.0.1", Client.port());
        socket.setTcpNoDelay(true);
    }

    /** @param text each character is one byte */
    public RawHttp say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** The first lines of an answer, to the empty one. */
    public String head() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("closed after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Everything until the server closes. */
    public Heard hear() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var heard = new ByteArrayOutputStream();
        boolean closed = false;
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            while (!closed) {
                int read = in.read(buffer);
                closed = read < 0;
                heard.write(buffer, 0, Math.max(0, read));
            }
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (java.net.SocketException e) {
            closed = true;
        }
        return new Heard(heard.toString(StandardCharsets.ISO_8859_1), closed);
    }

    /** Sends it on a connection of its own, and hears what comes. */
    public static Heard exchange(String text) throws IOException {
        try (var raw = new RawHttp()) {
            try {
                raw.say(text);
            } catch (java.net.SocketException e) {
                // the server has closed before it heard all: what it said still counts
            }
            return raw.hear();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What the server said, and whether it closed the connection then. */
    public record Heard(String text, boolean closed) {

        /** Of the first answer; 0 when there is none. */
        public int status() {
            return text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
        }

        /** The one answer to HTTP/1.0, whose body ends with the connection. */
        public Client.Answer answer() {
            int end = text.indexOf("\r\n\r\n");
            var headers = new LinkedHashMap<String, List<String>>();
            text.substring(0, end)
                    .lines()
                    .skip(1)
                    .forEach(line -> headers.computeIfAbsent(
                                    line.substring(0, line.indexOf(':')), n -> new ArrayList<>())
                            .add(line.substring(line.indexOf(':') + 1).trim()));
            return new Client.Answer(
                    status(),
                    HttpHeaders.of(headers, (name, value) -> true),
                    text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
        }

        /** How many answers there are. */
        public int answers() {
            return text.split("HTTP/1\\.[01] \\d{3} ", -1).length - 1;
        }
    }
}
