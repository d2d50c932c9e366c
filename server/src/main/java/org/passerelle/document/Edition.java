package org.passerelle.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.passerelle.format.Json;
import org.passerelle.format.Yaml;

/**
 * A document as it goes out.
 *
 * @param tag the entity tag: changes with rights and schema, not with the records of which examples are made, and is weak for that
 */
record Edition(byte[] bytes, String tag) {

    private static final int TAG_BYTES = 15;

    /** How a document is written. */
    enum Form {
        JSON("application/json", Json.MAPPER),
        YAML("application/yaml", Yaml.MAPPER);

        private final String mediaType;
        private final ObjectMapper mapper;

        Form(String mediaType, ObjectMapper mapper) {
            this.mediaType = mediaType;
            this.mapper = mapper;
        }

        String mediaType() {
            return mediaType;
        }
    }

    static byte[] written(ObjectNode document, Form form) {
        try {
            return form.mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a document whose examples are invented. */
    static String tag(byte[] plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES))
                    + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of the tags of an {@code If-None-Match} header is this one (RFC 9110 §13.1.2). */
    static boolean isHeld(String tag, String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(held -> held.equals("*") || opaque(held).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
