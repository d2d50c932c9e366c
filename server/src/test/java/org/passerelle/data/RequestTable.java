package org.passerelle.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/** Reads {@code engines/requests.txt}, whose head says how it is written. */
final class RequestTable {

    private static final Pattern FIRST = Pattern.compile("(\\d{3}) ([A-Z]+) (\\S.*)");
    private static final Pattern NEXT = Pattern.compile("<[^>]*?://[^/]*([^>]*)>; rel=\"next\"");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private RequestTable() {}

    /** @param mayDiffer the reason, by the engine's type */
    record Request(
            int line,
            int status,
            String method,
            String path,
            List<String> headers,
            List<String> body,
            Map<String, String> mayDiffer) {

        @Override
        public String toString() {
            return "line " + line + ": " + method + " " + path
                    + Stream.concat(headers.stream(), body.stream())
                            .map(text -> " " + text)
                            .reduce("", String::concat);
        }

        /** @param before what {next}, {etag} and {location} are taken from */
        Answer send(Opened shop, Answer before) {
            String text = body.isEmpty() ? null : filled(String.join("\n", body), shop, before);
            var given = headers.stream().map(h -> filled(h, shop, before)).toArray(String[]::new);
            return shop.http().send(method, address(filled(path, shop, before)), text, given);
        }
    }

    static List<Request> read(String text) {
        List<Request> requests = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher first = FIRST.matcher(line);
            if (first.matches()) {
                requests.add(new Request(
                        number,
                        Integer.parseInt(first.group(1)),
                        first.group(2),
                        first.group(3),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new LinkedHashMap<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                more(requests.getLast(), line.strip());
            }
        }
        return requests;
    }

    private static void more(Request request, String line) {
        int colon = line.indexOf(':');
        switch (line.charAt(0)) {
            case '>' -> request.body().add(line.substring(Math.min(2, line.length())));
            case '~' -> {
                for (String engine : line.substring(2, colon).split(" ")) {
                    request.mayDiffer().put(engine, line.substring(colon + 1).strip());
                }
            }
            default -> {
                request.headers().add(line.substring(0, colon));
                request.headers().add(line.substring(colon + 1).strip());
            }
        }
    }

    private static String filled(String text, Opened shop, Answer before) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "etag" -> before.header("ETag");
                            case "location" -> path(before.header("Location"));
                            case "next" -> {
                                Matcher link = NEXT.matcher(before.header("Link"));
                                yield link.find() ? link.group(1) : "/no-next-page";
                            }
                            default -> shop.name(found.group(1));
                        }));
    }

    private static String path(String address) {
        return address.replaceFirst("^[a-z]+://[^/]*", "");
    }

    /** What may not stand in an address as it is, percent-encoded. */
    private static String address(String path) {
        return path.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.codePointAt(0) > 0x7F || " \"<>[\\]^`{|}".contains(c) ? Http.encoded(c) : c)
                .reduce("", String::concat);
    }
}
