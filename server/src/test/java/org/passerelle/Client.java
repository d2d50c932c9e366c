package org.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.command.DemoHouse;
import org.passerelle.document.Witness;
import org.passerelle.schema.Snapshot;

/** An outside client of the server under test: who asks, and with which headers. Immutable. */
public record Client(List<String> headers) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public static Client nobody() {
        return new Client(List.of());
    }

    /** By a key that may do everything that the admin may, as often as tests do. */
    public static Client byKey() {
        return nobody().with("Authorization", "Bearer " + apiKey());
    }

    /** By password: {@code owner}, {@code admin}, {@code user}, {@code guest}. */
    public static Client as(String who) {
        return nobody().with("Authorization", DemoHouse.basic(who));
    }

    public static String apiKey() {
        return DemoHouse.tirelessKey();
    }

    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    public Client with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(List.copyOf(more));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return typed("application/json").send("POST", path, bytes(json));
    }

    public Answer put(String path, String json) {
        return typed("application/json").send("PUT", path, bytes(json));
    }

    public Answer patch(String path, String json) {
        return typed("application/json").send("PATCH", path, bytes(json));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** The same, sending this type; a type that was said before stays. */
    private Client typed(String type) {
        return headers.stream().anyMatch("Content-Type"::equalsIgnoreCase) ? this : with("Content-Type", type);
    }

    /** With a header whose text goes out as these bytes, which Java's own client cannot do; no body is sent. */
    public Answer get(String path, String header, byte[] value) {
        var head = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: x\r\n");
        for (int i = 0; i < headers.size(); i += 2) {
            head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
        }
        head.append(header)
                .append(": ")
                .append(new String(value, StandardCharsets.ISO_8859_1))
                .append("\r\n\r\n");
        try {
            return RawHttp.exchange(head.toString()).answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer send(String method, String path, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        Snapshot tables = Witness.before();
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            Witness.see(tables, new Witness.Asked(method, path, headers), answer.said());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, byte[] bytes) {

        public Answer is(int expected) {
            assertThat(status).as(this::toString).isEqualTo(expected);
            return this;
        }

        /** Decompressed, as a browser would show it. */
        public String text() {
            return new String(isGzip() ? gunzip() : bytes, StandardCharsets.UTF_8);
        }

        private Witness.Said said() {
            return new Witness.Said(status, header("Content-Type"), bytes.length == 0 ? "" : text());
        }

        public boolean isGzip() {
            return header("Content-Encoding").equals("gzip");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + this, e);
            }
        }

        /** Empty when it was not sent. */
        public String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        /** The values of a field in the rows of a list by view, or in an array. */
        public List<String> column(String field) {
            JsonNode rows = json().isArray() ? json() : json().path("rows");
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.path(field).asText())
                    .toList();
        }

        /** The sentence of a refusal, of either family. */
        public String reason() {
            return json().path("msg").asText() + json().path("detail").asText();
        }

        private byte[] gunzip() {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            String text = text();
            return status + " " + (text.length() > 600 ? text.substring(0, 600) + "…" : text);
        }
    }
}
