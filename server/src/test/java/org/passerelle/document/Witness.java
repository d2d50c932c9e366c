package org.passerelle.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Snapshot;

/**
 * Holds each answer that a test gets against the document of everything, as it is at that moment: whether the status is told there, and a body in
 * JSON has the members that it says and no others; and so each message that a webhook of a test is told. Thread-safe.
 */
public final class Witness {

    /** With these the answer has other members than those of the table, as its reader asks. */
    private static final Pattern RESHAPED =
            Pattern.compile("[?&]((numbers|include|group|aggregate|having)=|fields=[^&]*[.])");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static volatile Testimony last = new Testimony(Snapshot.EMPTY, new Promised(JSON.createObjectNode()));

    private Witness() {}

    private record Testimony(Snapshot snapshot, Promised promised) {}

    /** What tables there are before a request is sent; null where no server runs in this process. */
    public static Snapshot before() {
        ArcContainer beans = Arc.container();
        return beans == null || !beans.isRunning()
                ? null
                : beans.instance(Schemas.class).get().snapshot();
    }

    /** @param before null for nothing to be held against */
    public static void see(Snapshot before, Asked asked, Said said) {
        if (before == null || !METHODS.contains(asked.method()) || isReshaped(asked)) {
            return;
        }
        Promised promised = promised(before);
        if (before() != before) {
            return; // its shape changed meanwhile, and nobody knows which one answered
        }
        List<String> lies = promised.lies(asked.method(), segments(asked.path()), said);
        if (!lies.isEmpty()) {
            throw new AssertionError("the document does not say that " + asked.method() + " " + asked.path()
                    + " may answer " + said.status() + ": " + lies + " in " + said.text());
        }
    }

    /** Holds a message that a webhook was told against what the document says of its event. */
    public static void hear(String message) {
        Snapshot snapshot = before();
        if (snapshot == null) {
            return;
        }
        List<String> lies = promised(snapshot).lies(json(message));
        if (!lies.isEmpty()) {
            throw new AssertionError("the document does not say that webhooks may be told " + lies + " in " + message);
        }
    }

    /** What was asked. @param path with its query */
    public record Asked(String method, String path, List<String> headers) {}

    /** What came. @param text as it is, decompressed */
    public record Said(int status, String contentType, String text) {

        JsonNode json() {
            return Witness.json(text);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static boolean isReshaped(Asked asked) {
        return RESHAPED.matcher(asked.path()).find() || asked.headers().stream().anyMatch("numbers"::equalsIgnoreCase);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Promised promised(Snapshot snapshot) {
        Testimony known = last;
        if (known.snapshot() == snapshot) {
            return known.promised();
        }
        Stock stock = Arc.container().instance(Editions.class).get().stock();
        ObjectNode whole = new Document(stock, Samples.owner(true), Samples.site("")).write();
        var made = new Testimony(stock.snapshot(), new Promised(whole));
        last = made;
        return made.promised();
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.replaceFirst("\\?.*", "").split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }
}
