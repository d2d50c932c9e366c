package org.passerelle.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Parameter;

/**
 * Something that happened. Holds no secrets: never a body, never a header. Texts are cut where they are long and have no control characters.
 *
 * @param time to the millisecond
 * @param user for whom; empty for nobody
 * @param actor who really did it, when acting for {@code user}
 * @param address from where; empty for this machine's own doing
 * @param target what it was done to, as the request named it
 * @param result the HTTP status; {@code 403 x120} where so many more of a kind were counted together
 * @param requestId to quote; empty where there was no request
 */
public record AuditLine(
        Instant time,
        String user,
        @Nullable String actor,
        String address,
        String operation,
        String target,
        String result,
        boolean dryRun,
        String requestId) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TARGET = 1_000;
    private static final int LONGEST_OPERATION = 100;
    private static final int LONGEST_WORD = 60;

    public AuditLine {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        user = fit(user, LONGEST_NAME);
        actor = actor == null || actor.isEmpty() ? null : fit(actor, LONGEST_NAME);
        address = fit(address, LONGEST_WORD);
        operation = fit(operation, LONGEST_OPERATION);
        target = fit(target, LONGEST_TARGET);
        result = fit(result, LONGEST_WORD);
        requestId = fit(requestId, LONGEST_WORD);
    }

    /** A call that ended with this status. */
    public static AuditLine of(Instant time, Operation operation, Call call, int status) {
        return of(time, operation, call, status, "");
    }

    /** @param location the path of what was made, from {@code /api} on; empty for nothing */
    public static AuditLine of(Instant time, Operation operation, Call call, int status, String location) {
        String named = target(operation.path(), call.terms().path());
        String target = !named.isEmpty()
                ? named
                : location.startsWith(operation.path() + "/")
                        ? decoded(location.substring(operation.path().length() + 1))
                        : asked(operation, call);
        return of(time, call.caller(), operation.name(), target, status, call.terms());
    }

    /** A request that came so far and no further. */
    public static AuditLine of(
            Instant time, Caller caller, String operation, String target, int status, Call.Terms terms) {
        return new AuditLine(
                time,
                caller.user(),
                caller.actor(),
                terms.address(),
                operation,
                target,
                Integer.toString(status),
                terms.dryRun(),
                terms.requestId());
    }

    /** The parameters of a path: {@code clients/17} for {@code /api/item/{table}/{id}} and {@code /api/item/clients/17}. */
    public static String target(String template, String path) {
        String[] names = template.split("/");
        String[] values = path.split("/");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            if (names[i].startsWith("{")) {
                found.add(decoded(values[i]));
            }
        }
        return String.join("/", found);
    }

    /** What the query says of those to whom it is done. */
    private static String asked(Operation operation, Call call) {
        return operation.request().parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .filter(call.query()::has)
                .map(name -> name + "=" + String.join(",", call.query().all(name)))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** As both engines keep it, unchanged: without control characters and halves of characters. */
    private static String fit(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        return cut.codePoints().allMatch(AuditLine::isPlain)
                ? cut
                : cut.codePoints()
                        .map(c -> isPlain(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }

    /** Whether these texts are its own, in this order: user, actor, address, operation, target, result, request. */
    boolean holds(String... texts) {
        return Arrays.equals(
                texts, new String[] {user, actorOrNobody(), address, operation, target, result, requestId});
    }

    /** The actor as it is kept: empty for none. */
    String actorOrNobody() {
        return Objects.requireNonNullElse(actor, "");
    }
}
