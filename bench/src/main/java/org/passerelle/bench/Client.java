package org.passerelle.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.passerelle.bench.Subject.House;

/** A client of the server, with its key: sends bulks, and reads long answers as fast as they come. */
final class Client implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0" + HEAD_END;

    private final Program program;
    private final House house;
    private final HttpClient http = HttpClient.newHttpClient();

    Client(Program program, House house) {
        this.program = program;
        this.house = house;
    }

    /** @param millisToFirst until the first byte of the body was there */
    record Answer(long bytes, double millisToFirst) {}

    /** Sends JSON and gives the body of the answer, a 200; stops at any other. */
    String post(String path, byte[] json) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + path))
                        .header("Authorization", "Bearer " + house.key())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            String body = answer.body();
            throw new IllegalStateException(
                    path + ": " + answer.statusCode() + " " + body.substring(0, Math.min(300, body.length())));
        }
        return answer.body();
    }

    /** Reads an answer to its end; by hand, because a client that works would take the server's cores. */
    Answer read(String path, String accept) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), program.port())) {
            long began = System.nanoTime();
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept
                                    + "\r\n" + "Authorization: Bearer " + house.key() + HEAD_END)
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = head(in);
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException(path + ": " + head);
            }
            byte[] buffer = new byte[128 * 1024];
            long bytes = 0;
            double millisToFirst = 0;
            String end = "";
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                millisToFirst = bytes == 0 ? (System.nanoTime() - began) / 1e6 : millisToFirst;
                bytes += n;
                String last = new String(buffer, Math.max(0, n - 7), Math.min(n, 7), StandardCharsets.ISO_8859_1);
                end = n < 7 ? end + last : last;
            }
            if (head.contains("chunked") && !end.endsWith(LAST_CHUNK)) {
                throw new IllegalStateException(path + " was cut off after " + bytes + " bytes");
            }
            return new Answer(bytes, millisToFirst);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** CPU microseconds so far of the server. */
    long cpu() {
        return Cpu.of(program.pid());
    }

    @Override
    public void close() {
        http.close();
    }
}
