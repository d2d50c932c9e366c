package org.passerelle.operation;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bare lists in the order of their ids, by pages: {@code ?limit=}, {@code ?cursor=}, and the header {@code Link} that leads on (RFC 8288). */
public final class Pages {

    /** How many an answer holds, unless fewer are asked for. */
    public static final int MOST = 1_000;

    private static final Pattern NEXT = Pattern.compile("[?&]cursor=([^&>]*)>; rel=\"next\"");

    private Pages() {}

    /** Says both parameters. */
    public static Operation.Builder declared(Operation.Builder operation) {
        return operation
                .query("limit", "How many at most, from 1 to " + MOST, "100")
                .query("cursor", "Where the last answer ended: taken from its Link", "");
    }

    /**
     * The page that the call asks for.
     *
     * @param id by which the things are ordered, and which the cursor is made of
     * @param root the name of the XML root element, in the plural
     */
    public static <T> Reply of(
            Call call, List<T> things, Function<T, String> id, Function<T, Object> view, String root) {
        return upTo(call.query().number("limit", MOST, 1, MOST), call, things, id, view, root);
    }

    /** The same of things among which people choose: all that follow the cursor, unless fewer are asked for. */
    public static <T> Reply whole(
            Call call, List<T> things, Function<T, String> id, Function<T, Object> view, String root) {
        int limit = call.query().has("limit") ? call.query().number("limit", MOST, 1, MOST) : Integer.MAX_VALUE;
        return upTo(limit, call, things, id, view, root);
    }

    private static <T> Reply upTo(
            int limit, Call call, List<T> things, Function<T, String> id, Function<T, Object> view, String root) {
        String cursor = call.query().one("cursor", "");
        List<T> rest = things.stream()
                .filter(thing -> id.apply(thing).compareTo(cursor) > 0)
                .sorted(Comparator.comparing(id))
                .limit(limit + 1L)
                .toList();
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        Reply reply = Reply.ok(page.stream().map(view).toList(), root);
        return rest.size() > limit ? reply.with("Link", next(call, id.apply(page.getLast()))) : reply;
    }

    /**
     * The page that the call asks for, of things that are kept newest first and not all at hand.
     *
     * @param fetch so many at most, from after the cursor on, or from the beginning
     */
    public static <T> Reply newest(
            Call call, Fetch<T> fetch, Function<T, String> id, Function<T, Object> view, String root) {
        int limit = call.query().number("limit", MOST, 1, MOST);
        List<T> found = fetch.fetch(call.query().one("cursor"), limit + 1);
        List<T> page = found.subList(0, Math.min(limit, found.size()));
        Reply reply = Reply.ok(page.stream().map(view).toList(), root);
        return found.size() > limit ? reply.with("Link", next(call, id.apply(page.getLast()))) : reply;
    }

    /** Reads things newest first. */
    @FunctionalInterface
    public interface Fetch<T> {
        List<T> fetch(@Nullable String after, int limit);
    }

    /** The same request, from after this id on. */
    private static String next(Call call, String last) {
        Call.Terms terms = call.terms();
        var address = new StringBuilder()
                .append(terms.publicUrl())
                .append(terms.pathPrefix())
                .append(terms.path())
                .append('?');
        call.query().values().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(v -> address.append(encode(name))
                        .append('=')
                        .append(encode(v))
                        .append('&'));
            }
        });
        return "<" + address + "cursor=" + encode(last) + ">; rel=\"next\"";
    }

    /** What leads on from an answer, out of its header {@code Link}. */
    public static Optional<String> cursor(@Nullable String link) {
        Matcher next = NEXT.matcher(link == null ? "" : link);
        return next.find() ? Optional.of(URLDecoder.decode(next.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** As a part of a path or of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
