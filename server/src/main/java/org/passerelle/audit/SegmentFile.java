package org.passerelle.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.passerelle.audit.Finding.Kind;
import org.passerelle.format.Json;

/**
 * A sealed segment as a file: gzip of JSON lines, in UTF-8.
 *
 * <pre>
 * {"first":1,"before":"000…"}                           the number of its first line, the hash before it
 * {"number":1,"time":…,"user":…, … ,"hash":"…"}         each line; time in milliseconds since 1970
 * {"last":9,"hash":"…","time":…,"signature":"…"}        see {@link Segment}
 * </pre>
 */
final class SegmentFile implements AutoCloseable {

    private final BufferedWriter out;

    private SegmentFile(BufferedWriter out) {
        this.out = out;
    }

    static SegmentFile create(Path file, long first, String before) throws IOException {
        var made = new SegmentFile(new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)));
        made.write(object().put("first", first).put("before", before));
        return made;
    }

    void add(Numbered row) throws IOException {
        AuditLine line = row.line();
        write(object().put("number", row.number())
                .put("time", line.time().toEpochMilli())
                .put("user", line.user())
                .put("actor", line.actorOrNobody())
                .put("address", line.address())
                .put("operation", line.operation())
                .put("target", line.target())
                .put("result", line.result())
                .put("dryRun", line.dryRun())
                .put("requestId", line.requestId())
                .put("hash", row.hash()));
    }

    void seal(Segment segment) throws IOException {
        write(object().put("last", segment.last())
                .put("hash", segment.hash())
                .put("time", segment.time().toEpochMilli())
                .put("signature", segment.signature()));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(ObjectNode line) throws IOException {
        out.write(line.toString());
        out.write('\n');
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    /** @throws UncheckedIOException when it cannot be read, or is no such file */
    static Verdict verify(Path file, PublicKey key) {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            JsonNode head = next(in);
            long first = head.path("first").asLong();
            var verifier = new Verifier(first - 1, head.path("before").asText(), Map.of());
            JsonNode node = next(in);
            while (node.has("number")) {
                verifier.next(row(node));
                node = next(in);
            }
            var end = new Segment(
                    first,
                    node.path("last").asLong(),
                    node.path("hash").asText(),
                    Instant.ofEpochMilli(node.path("time").asLong()),
                    "",
                    node.path("signature").asText());
            var findings = new ArrayList<>(verifier.end(end.last()));
            findings.addAll(judged(end, verifier, key));
            return new Verdict(first, verifier.place(), List.copyOf(findings));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as a sealed segment.", e);
        }
    }

    private static List<Finding> judged(Segment end, Verifier verifier, PublicKey key) {
        if (!end.isGenuine(key)) {
            return List.of(Finding.of(Kind.FORGED, end.first(), end.last(), "the seal is not this key's"));
        }
        boolean whole = verifier.place() == end.last() && verifier.hash().equals(end.hash());
        return whole ? List.of() : List.of(Finding.of(Kind.REWRITTEN, end.first(), end.last(), "not what was sealed"));
    }

    private static Numbered row(JsonNode node) {
        String[] texts = {
            node.path("user").asText(),
            node.path("actor").asText(),
            node.path("address").asText(),
            node.path("operation").asText(),
            node.path("target").asText(),
            node.path("result").asText(),
            node.path("requestId").asText()
        };
        var line = new AuditLine(
                Instant.ofEpochMilli(node.path("time").asLong()),
                texts[0],
                texts[1],
                texts[2],
                texts[3],
                texts[4],
                texts[5],
                node.path("dryRun").asBoolean(),
                texts[6]);
        return new Numbered(
                node.path("number").asLong(), line, node.path("hash").asText(), line.holds(texts));
    }

    /** An empty object at the end of the file. */
    private static JsonNode next(BufferedReader in) throws IOException {
        String line = in.readLine();
        return line == null ? object() : Json.MAPPER.readTree(line);
    }
}
