package org.passerelle.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.fault.Fault;

/** Whole objects, in and out, as JSON or as XML. */
public final class Documents {

    private Documents() {}

    /**
     * @param root the name of the XML root element; an array's items get its singular
     */
    public static byte[] write(Object value, Format format, String root) {
        try {
            if (format != Format.XML) {
                return Json.MAPPER.writeValueAsBytes(value);
            }
            var bytes = new ByteArrayOutputStream();
            var xml = new XmlOut(bytes);
            xml.value(root, Json.MAPPER.valueToTree(value));
            xml.flush();
            return bytes.toByteArray();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One JSON value. An empty body is null.
     *
     * @param charset that the client named
     */
    public static JsonNode read(InputStream body, Format format, Optional<Charset> charset) {
        try {
            return switch (format) {
                case JSON -> Json.MAPPER.readTree(body);
                case XML -> XmlIn.read(body, charset);
                case CSV, NDJSON, XLSX, FORM, MULTIPART ->
                    throw Fault.of(Fault.Kind.UNSUPPORTED_TYPE, "One object is sent as JSON or XML.");
            };
        } catch (IOException e) {
            throw unread(e);
        } catch (NumberFormatException e) {
            throw endless();
        }
    }

    /** What went wrong with a body: the client's mistake, or the end of the connection. */
    static RuntimeException unread(IOException e) {
        return switch (e) {
            case JsonProcessingException notJson -> notJson(notJson);
            case CharConversionException garbled -> garbled();
            case CharacterCodingException garbled -> garbled();
            default -> new UncheckedIOException(e);
        };
    }

    private static Fault garbled() {
        return Fault.badRequest("The body is not text in its charset, which is UTF-8 where no other is named.");
    }

    /** A number that the parser neither reads nor refuses in a way of its own. */
    static Fault endless() {
        return Fault.badRequest("The body has a number whose exponent is out of all bounds.");
    }

    /** The value as an object of this type; what does not fit is a 400 that names the member. */
    public static <T> T convert(JsonNode value, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(value, type);
        } catch (UnrecognizedPropertyException e) {
            throw Fault.badMember(
                    path(e),
                    "unknown member; known: {}",
                    e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Fault fault) {
                throw fault;
            }
            throw e.getPath().isEmpty()
                    ? Fault.badRequest("The body must be {}.", kind(type))
                    : Fault.badMember(path(e), "must be {}", wanted(e));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    static Fault notJson(JsonProcessingException e) {
        var at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        String what = e instanceof JsonEOFException ? "ends too early" : "is not valid JSON";
        return Fault.badRequest("The body {}{}.", what, where);
    }

    private static String kind(Class<?> type) {
        return List.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
    }

    private static String wanted(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "of another type";
        } else if (type == String.class) {
            return "a text";
        } else if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        } else if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        return kind(type);
    }

    private static List<String> path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
                .toList();
    }
}
