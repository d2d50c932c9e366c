package org.passerelle.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.fault.Fault;

/**
 * Which characters the bytes of a body are. JSON is UTF-8 (RFC 8259 §8.1). CSV, XML and forms are in the charset that their Content-Type names, else
 * XML in the one that it begins with (XML 1.0 §F.1), else all in UTF-8. Bytes that are no such characters are a
 * {@link java.nio.charset.CharacterCodingException}, never guessed.
 */
public final class Encoding {

    private static final Pattern PARAMETER = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"'][^>]*>");
    private static final int BEGINNING = 256;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Encoding() {}

    /**
     * What a Content-Type says of a body in this format; empty when it leaves that to the body.
     *
     * @throws Fault 415 for a charset that is unknown, or that the format cannot be in
     */
    public static Optional<Charset> named(String contentType, Format format) {
        Matcher parameter = PARAMETER.matcher(contentType);
        if (!parameter.find()) {
            return Optional.empty();
        }
        Optional<Charset> named = known(parameter.group(1));
        boolean fits = format == Format.CSV
                || format == Format.XML
                || format == Format.FORM
                || named.filter(c -> c.equals(StandardCharsets.UTF_8) || c.equals(StandardCharsets.US_ASCII))
                        .isPresent();
        if (named.isEmpty() || !fits) {
            throw Fault.of(Fault.Kind.UNSUPPORTED_TYPE, "Send {} in UTF-8.", format.mediaType());
        }
        return named;
    }

    /** The characters, without a byte order mark. */
    static Reader reader(InputStream bytes, Charset charset) throws IOException {
        var characters = new PushbackReader(new InputStreamReader(bytes, charset.newDecoder()));
        int first = characters.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            characters.unread(first);
        }
        return characters;
    }

    /** The characters of XML whose charset nobody named. */
    static Reader xml(InputStream bytes) throws IOException {
        var body = new BufferedInputStream(bytes);
        body.mark(BEGINNING);
        byte[] beginning = body.readNBytes(BEGINNING);
        body.reset();
        return reader(body, xml(beginning));
    }

    private static Charset xml(byte[] beginning) {
        int first = beginning.length < 2 ? 0 : (beginning[0] & 0xFF) << 8 | beginning[1] & 0xFF;
        return switch (first) {
            case 0xFEFF, '<' -> StandardCharsets.UTF_16BE;
            case 0xFFFE, '<' << 8 -> StandardCharsets.UTF_16LE;
            default -> {
                Matcher declared = DECLARED.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
                yield declared.find()
                        ? known(declared.group(1))
                                .orElseThrow(
                                        () -> Fault.badRequest("The XML is in an encoding that is not known here."))
                        : StandardCharsets.UTF_8;
            }
        };
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
