package org.passerelle.credential;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;

/**
 * An API key as a line of the file of keys (wire.md §2). Times are ISO 8601, permissions {@code data:rw,users:r}, lists of addresses as
 * they are written everywhere; an empty field says nothing. The columns may stand in any order, and those of {@link #OPTIONAL} may be
 * missing; {@code origins} is written only where a key has some.
 */
final class KeyLine {

    static final List<String> REQUIRED =
            List.of("id", "hash", "user", "createdBy", "created", "expires", "permissions");
    static final List<String> OPTIONAL = List.of("name", "ips", "rateLimit", "origins");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LIST = Pattern.compile("[,\\s]+");

    private KeyLine() {}

    /** Where each column stands. */
    record Header(List<String> columns) {

        /** @throws IllegalArgumentException for a column that there is not, or that is missing or twice there */
        Header {
            if (!columns.containsAll(REQUIRED)) {
                throw new IllegalArgumentException(
                        "the first line must name the columns " + String.join(";", REQUIRED));
            }
            for (String column : columns) {
                boolean known = REQUIRED.contains(column) || OPTIONAL.contains(column);
                if (!known || columns.indexOf(column) != columns.lastIndexOf(column)) {
                    throw new IllegalArgumentException("the first line has a column too many: " + column);
                }
            }
        }

        private String of(List<String> fields, String column) {
            int at = columns.indexOf(column);
            return at < 0 || at >= fields.size() ? "" : fields.get(at).strip();
        }
    }

    /** The first line for these keys. */
    static List<String> header(Iterable<ApiKey> keys) {
        boolean origins = false;
        for (ApiKey key : keys) {
            origins |= !key.bound().origins().isEmpty();
        }
        return columns(origins);
    }

    private static List<String> columns(boolean origins) {
        return Stream.concat(
                        REQUIRED.stream(), OPTIONAL.stream().filter(column -> origins || !column.equals("origins")))
                .toList();
    }

    /** In the order of {@link #header}. */
    static List<String> write(ApiKey key, List<String> header) {
        Bounds.Bound bound = key.bound();
        return header.stream()
                .map(column -> switch (column) {
                    case "id" -> key.id();
                    case "hash" -> key.hash();
                    case "user" -> key.user();
                    case "createdBy" -> key.createdBy();
                    case "created" -> key.created().toString();
                    case "expires" -> Objects.toString(key.expires(), "");
                    case "permissions" -> permissions(key.permissions());
                    case "name" -> key.name();
                    case "ips" -> Objects.toString(bound.addresses().orNull(), "");
                    case "rateLimit" -> Objects.toString(bound.rate(), "");
                    default -> String.join(",", new TreeSet<>(bound.origins()));
                })
                .toList();
    }

    /**
     * @param domain under which alone the file's keys hold; null for everywhere
     * @throws IllegalArgumentException for a line that is no key; it says why
     */
    static ApiKey read(Header header, List<String> fields, @Nullable String domain) {
        Function<String, String> field = column -> header.of(fields, column);
        String user = field.apply("user");
        String creator = field.apply("createdBy");
        try {
            return new ApiKey(
                    matching("id", field.apply("id"), ID),
                    matching("hash", field.apply("hash"), HASH),
                    matching("user", user, Pattern.compile(".+")),
                    creator.isEmpty() ? user : creator,
                    field.apply("name"),
                    moment(field.apply("created")),
                    field.apply("expires").isEmpty() ? null : moment(field.apply("expires")),
                    permissions(field.apply("permissions")),
                    new Bounds.Bound(
                            rate(field.apply("rateLimit")),
                            AddressList.parse("ips", field.apply("ips")),
                            domain,
                            Set.of(words(field.apply("origins")))),
                    null,
                    null);
        } catch (Fault | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String matching(String column, String text, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(column + " is not what it should be");
        }
        return text;
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable Integer rate(String text) {
        return text.isEmpty() ? null : LimitSettings.checked(Integer.valueOf(text));
    }

    private static String permissions(Permissions permissions) {
        return permissions.words().entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static Permissions permissions(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : words(text)) {
            String[] parts = word.split(":", 2);
            words.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return Permissions.parse(words);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : LIST.split(text);
    }
}
