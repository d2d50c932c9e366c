package org.passerelle.gate;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.passerelle.Client;

/** Sends bytes as they are, one request after the other on one connection; a new one where the server closed the last. */
final class KeepAlive implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private Socket socket;
    private InputStream in;

    /** @param headers by name in lower case; @param body as it was before it was squeezed */
    record Heard(int status, Map<String, String> headers, String body) {}

    /** @throws IOException when there is no answer, even on a new connection */
    Heard send(byte[] request) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(request);
        } catch (EOFException | SocketException e) {
            close();
            if (!kept) {
                throw e;
            }
            return exchange(request); // the server had closed what was kept
        }
    }

    private Heard exchange(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket("127.0.0.1", Client.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        int status;
        Map<String, String> headers = new LinkedHashMap<>();
        do {
            String line = line();
            status = Integer.parseInt(line.substring(9, 12));
            headers.clear();
            for (line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        } while (status < 200 && status != 101);
        boolean bodiless = request[0] == 'H' && request[1] == 'E' || status == 204 || status == 304 || status == 101;
        byte[] body = bodiless ? new byte[0] : body(headers);
        boolean ours = headers.containsKey("x-request-id");
        if (!ours || headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        boolean squeezed =
                body.length > 0 && headers.getOrDefault("content-encoding", "").equals("gzip");
        byte[] plain = squeezed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new Heard(status, headers, new String(plain, StandardCharsets.UTF_8));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was dropped after \"" + line + "\"");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
