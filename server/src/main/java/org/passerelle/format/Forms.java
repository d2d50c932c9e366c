package org.passerelle.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.fault.Fault;

/** The fields of a form, short texts all of them: as pages send it, in parts, or as a JSON object. */
public final class Forms {

    /** Bytes that a form may have. */
    public static final int LONGEST = 64 * 1024;

    private Forms() {}

    /**
     * @param charset that the client named
     * @param contentType the whole header, which names the boundary of parts
     * @throws Fault 400 for what is no form, 413 for a long one
     */
    public static Map<String, List<String>> read(
            InputStream body, Format format, Optional<Charset> charset, String contentType) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > LONGEST) {
            throw Fault.of(Fault.Kind.TOO_LARGE, "A form has {} bytes at most.", LONGEST);
        }
        return switch (format) {
            case FORM ->
                encoded(new String(bytes, StandardCharsets.ISO_8859_1), charset.orElse(StandardCharsets.UTF_8));
            case MULTIPART -> parts(bytes, contentType);
            default -> members(Documents.read(new ByteArrayInputStream(bytes), format, Optional.empty()));
        };
    }

    private static Map<String, List<String>> encoded(String text, Charset charset) {
        var fields = new LinkedHashMap<String, List<String>>();
        try {
            for (String pair : text.strip().split("&")) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    add(
                            fields,
                            decoded(equals < 0 ? pair : pair.substring(0, equals), charset),
                            equals < 0 ? "" : decoded(pair.substring(equals + 1), charset));
                }
            }
        } catch (IllegalArgumentException e) {
            throw Fault.badRequest("The body is no form: a percent sign is not followed by two digits.");
        }
        return fields;
    }

    private static String decoded(String text, Charset charset) {
        return URLDecoder.decode(text, charset);
    }

    private static Map<String, List<String>> parts(byte[] bytes, String contentType) {
        var fields = new LinkedHashMap<String, List<String>>();
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request);
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (!(part instanceof Attribute field)) {
                    throw Fault.badRequest("A form of texts takes no files.");
                }
                add(fields, field.getName(), field.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException e) {
            throw Fault.badRequest("The body is no form in parts.");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
        if (fields.isEmpty()) {
            throw Fault.badRequest("The body is no form in parts.");
        }
        return fields;
    }

    private static Map<String, List<String>> members(JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            throw Fault.badRequest("The body must be an object.");
        }
        var fields = new LinkedHashMap<String, List<String>>();
        object.properties().forEach(member -> {
            if (!member.getValue().isValueNode()) {
                throw Fault.badMember(member.getKey(), "is a text");
            }
            add(
                    fields,
                    member.getKey(),
                    member.getValue().isNull() ? "" : member.getValue().asText());
        });
        return fields;
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }
}
