package org.passerelle.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.format.RowSource;

/**
 * The body of a request, read once. The gate has checked its type against what the operation takes, so that {@code format} is one of
 * these; {@code mediaType} tells JSON's patches apart.
 *
 * @param charset which the client named
 */
public record Body(InputStream stream, Format format, String mediaType, Optional<Charset> charset, boolean isEmpty) {

    /** One for all: its stream can be closed, and read all the same. */
    public static final Body NONE =
            new Body(new ByteArrayInputStream(new byte[0]), Format.JSON, "application/json", Optional.empty(), true);

    /** The same, wholly arrived: for those who hold what others wait for, and must not wait for a slow client. */
    public Body arrived() throws IOException {
        return isEmpty
                ? this
                : new Body(new ByteArrayInputStream(stream.readAllBytes()), format, mediaType, charset, false);
    }

    /** The same, read from there. */
    public Body over(InputStream other) {
        return new Body(other, format, mediaType, charset, isEmpty);
    }

    /** The same from its first byte, for those who may have begun to read; where it is kept, as that of a long call is. */
    public Body anew() {
        try {
            stream.reset();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode tree() {
        return Documents.read(stream, format, charset);
    }

    /** A 400 for anything but an object. */
    public ObjectNode object() {
        if (tree() instanceof ObjectNode object) {
            return object;
        }
        throw Fault.badRequest("The body must be an object.");
    }

    /** A 400 for anything but an array of texts. */
    public List<String> texts() {
        JsonNode tree = tree();
        var texts = new ArrayList<String>();
        // in XML an element without children is an empty text
        boolean fits =
                tree.isArray() || format == Format.XML && tree.asText("x").isBlank();
        for (JsonNode item : tree) {
            fits &= item.isTextual();
            texts.add(item.asText());
        }
        if (!fits) {
            throw Fault.badRequest("The body must be an array of texts.");
        }
        return texts;
    }

    public <T> T as(Class<T> type) {
        return Documents.convert(object(), type);
    }

    public Iterator<ObjectNode> rows() {
        return RowSource.open(stream, format, charset);
    }
}
