package org.passerelle.gate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bad input of good: whatever has ever broken a parser, put where it does not belong. The same seed makes the same. */
final class Spoiler {

    private static final List<String> ATOMS = List.of(
            "' OR 1=1 --",
            "\"; DROP TABLE tickets; --",
            "%' ESCAPE '!",
            "\\",
            "\\\\",
            "\\|",
            "|",
            "||",
            "|||",
            ";",
            ";;",
            ",",
            ",,",
            "%",
            "_",
            "!",
            "!!",
            "*",
            "?",
            ":1",
            "$1",
            "@@version",
            "NULL",
            "null",
            "NaN",
            "Infinity",
            "-0",
            "0",
            "-1",
            "1",
            "1.5",
            "1e400",
            "-1e400",
            "1e2147483647",
            "1e-2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "0x10",
            "1_000",
            "٣",
            "１",
            "true",
            "TRUE",
            "on",
            "2016-07-05",
            "0000-00-00",
            "2016-02-30",
            "9999-12-31",
            "+999999999-12-31",
            "-0001-01-01",
            "2016-06-01T12:27:19.000+0200",
            "2016-06-01T24:00:00Z",
            "2016-06-01T12:27:60Z",
            "2016-06-01T12:27:19+99:99",
            "12:61",
            "\u0000",
            "a\u0000b",
            "\u0001\u001f",
            "\u007f\u0085",
            "\ud800",
            "\udc00\ud800",
            "\ufeff",
            "\uffff",
            "\ue02c",
            "\ue0ffv0",
            "\u202e",
            "😀",
            "e\u0301",
            "İ",
            "ı",
            "ß",
            "ẞ",
            "Œ",
            "ﬁ",
            "\u00a0",
            " ",
            "\t",
            "''",
            "\"",
            "`",
            "[",
            "]",
            "[]",
            "{",
            "}",
            "{}",
            "(",
            ")",
            "<",
            ">",
            "&",
            "&amp;",
            "&x;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "${jndi:ldap://x/a}",
            "{{7*7}}",
            "<script>",
            "../../etc/passwd",
            "%00",
            "%2e%2e",
            "%252e",
            "%",
            "%zz",
            "%ff",
            "+",
            "id",
            "cle",
            "rowid",
            "sqlite_master",
            "project.name",
            "project.project.name",
            ".",
            "..",
            "a.b.c.d.e",
            "AND",
            "OR",
            "ET",
            "OU",
            "contain",
            "between",
            "in",
            "empty");

    private final Random random;

    Spoiler(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }

    String atom() {
        if (once(40)) {
            return of("x", "é", "|", "'", "9", "(", "[").repeat(1 + below(3_000));
        }
        return ATOMS.get(below(ATOMS.size()));
    }

    /** The same, or something else, or a bit of both. */
    String part(String good) {
        return switch (below(8)) {
            case 0, 1, 2 -> good;
            case 3 -> "";
            case 4 -> good + atom();
            case 5 -> atom() + good;
            case 6 -> atom() + atom();
            default -> atom();
        };
    }

    /** Bytes of which some are changed, doubled, moved or left out. */
    byte[] spoil(byte[] good) {
        byte[] bytes = good;
        for (int i = below(4); i > 0 && bytes.length > 0; i--) {
            int at = below(bytes.length);
            int to = Math.min(bytes.length, at + 1 + below(12));
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (below(5)) {
                case 0 -> out.write(below(256));
                case 1 -> out.writeBytes(utf8(atom()));
                case 2 -> {
                    out.write(bytes, at, to - at);
                    out.write(bytes, at, to - at);
                }
                case 3 -> out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe});
                default -> {} // left out
            }
            int rest = once(12) ? bytes.length : to;
            out.write(bytes, rest, bytes.length - rest);
            bytes = out.toByteArray();
        }
        return bytes;
    }

    /** UTF-8, where half a character becomes the three bytes that it must not. */
    static byte[] utf8(String text) {
        var bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= 0xD800 && c <= 0xDFFF) {
                bytes.write(0xE0 | c >> 12);
                bytes.write(0x80 | c >> 6 & 0x3F);
                bytes.write(0x80 | c & 0x3F);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** Percent-encoded: all of it, what must be, or hardly anything. */
    String encoded(String text) {
        int zeal = below(3);
        var encoded = new StringBuilder();
        for (byte b : utf8(text)) {
            int c = b & 0xff;
            boolean must = c <= ' ' || c >= 0x7f || c == '#';
            boolean should = must || "%&=+?/\"<>[]{}|\\^`".indexOf(c) >= 0;
            if (zeal == 0 || must && (c < 0x80 || once(2)) || zeal == 1 && should) {
                encoded.append(String.format(once(2) ? "%%%02x" : "%%%02X", c));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }

    /** Fit for a header: no byte that would end it. */
    byte[] header(String text) {
        byte[] bytes = once(4) ? text.getBytes(StandardCharsets.ISO_8859_1) : utf8(text);
        var fit = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b != '\r' && b != '\n' && (b != 0 || once(20))) {
                fit.write(b);
            }
        }
        return Arrays.copyOf(fit.toByteArray(), Math.min(fit.size(), 40_000));
    }
}
