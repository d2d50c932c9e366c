package org.passerelle.gate;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Params;

/**
 * What a request's path and query mean. Doubled slashes and one at the end do not count; a first segment that is a domain only sets its
 * profile; an API version other than 1 is refused.
 *
 * @param segments of the path without the domain, percent-decoded but for {@link Call#ENCODED_COMMA}
 * @param prefix {@code /domain}, or empty
 */
record Target(List<String> segments, String prefix, GateSettings.Domain domain) {

    private static final Pattern ENCODED_COMMA = Pattern.compile("%2[cC]");
    private static final String COMMA = URLEncoder.encode(String.valueOf(Call.ENCODED_COMMA), StandardCharsets.UTF_8);
    private static final Pattern VERSION = Pattern.compile("v\\d+");
    private static final Set<String> BY_VIEW = Set.of("list", "item", "items", "oauth2");

    static Target of(String path, GateSettings settings) {
        List<String> segments = new ArrayList<>();
        for (int from = 0; from <= path.length(); ) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            if (to > from) {
                segments.add(segment(path.substring(from, to)));
            }
            from = to + 1;
        }
        GateSettings.Domain domain =
                segments.isEmpty() ? null : settings.domains().get(segments.getFirst());
        if (domain == null) {
            return new Target(segments, "", GateSettings.Domain.PROBLEM);
        }
        return new Target(segments.subList(1, segments.size()), "/" + segments.getFirst(), domain);
    }

    /** Whether it belongs to the data by view, whose refusals are {@code {"msg":"…"}} (wire.md §4). */
    boolean isByView() {
        return segments.size() > 1 && segments.getFirst().equals("api") && BY_VIEW.contains(segments.get(1));
    }

    boolean isOfApi() {
        return !segments.isEmpty() && segments.getFirst().equals("api");
    }

    /** Whether it belongs to public data (wire.md §9). */
    boolean isPublic() {
        return segments.size() > 1
                && segments.getFirst().equals("api")
                && segments.get(1).equals("public");
    }

    /** Whether a path, readable or not, leads to the console, under a domain or not. */
    static boolean isOfConsole(@org.jspecify.annotations.Nullable String path, GateSettings settings) {
        List<String> parts = path == null
                ? List.of()
                : Arrays.stream(path.split("/", -1))
                        .filter(part -> !part.isEmpty())
                        .toList();
        int first = !parts.isEmpty() && settings.domains().containsKey(parts.getFirst()) ? 1 : 0;
        return parts.size() > first && parts.get(first).equals("console");
    }

    /** @throws Fault 400 when the path or the header asks for a version that is not 1 */
    void checkVersion(@org.jspecify.annotations.Nullable String header) {
        boolean path = segments.size() > 1
                && segments.get(0).equals("api")
                && VERSION.matcher(segments.get(1)).matches()
                && !segments.get(1).equals("v1");
        boolean asked = header != null && !header.isBlank() && !header.trim().matches("v?1(\\.0)?");
        if (path || asked) {
            throw Fault.of(Fault.Kind.INVALID_VERSION, "Invalid version.");
        }
    }

    static Params query(@org.jspecify.annotations.Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return Params.NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
                String value =
                        equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' '));
                values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
            }
        }
        return new Params(values);
    }

    /** An encoded comma is told from a plain one, which parts a composite key (wire.md §5). */
    private static String segment(String raw) {
        return decode(raw.indexOf('%') < 0 ? raw : ENCODED_COMMA.matcher(raw).replaceAll(COMMA));
    }

    /** The path, as it would be written in a link. */
    String address() {
        var address = new StringBuilder(64);
        for (String segment : segments) {
            String encoded = URLEncoder.encode(segment.replace(Call.ENCODED_COMMA, ','), StandardCharsets.UTF_8);
            address.append('/').append(encoded.replace("+", "%20"));
        }
        return address.isEmpty() ? "/" : address.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80 || text.charAt(i) == '%') {
                return false;
            }
        }
        return true;
    }

    private static String decode(String text) {
        if (isPlain(text)) {
            return text;
        }
        try {
            // the plus sign is a plus sign in a path; in a query it was made a space before; a byte that nobody encoded
            // is a byte
            String bytes = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Fault.badRequest("The address is not percent-encoded UTF-8.");
        }
    }
}
