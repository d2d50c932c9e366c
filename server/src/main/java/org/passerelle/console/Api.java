package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;

/**
 * The API as whoever sits at a page may use it. A page is made of nothing else: what it shows and does is what he could ask for from outside,
 * decided, rehearsed and recorded alike.
 *
 * @param call the request for the page
 */
record Api(Inside inside, Call call) {

    /** Things of a list that are searched, ordered and written to a file. */
    static final int MOST = 10_000;

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** Whether this server has such an operation, and he may use it. */
    boolean may(String operation) {
        return inside.may(call.caller(), operation, "");
    }

    boolean mayOn(String operation, String table) {
        return inside.may(call.caller(), operation, table);
    }

    Optional<Operation> operation(String name) {
        return inside.operation(name);
    }

    /** What an operation answers. @throws org.passerelle.fault.Fault as out there */
    JsonNode read(Ask ask) {
        return inside.call(call, ask.asked(), false).body();
    }

    /** A whole list, however many answers it comes in; of one without end, its first {@value #MOST} things. */
    JsonNode all(Ask ask) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent() && all.size() < MOST) {
            Inside.Answer answer =
                    inside.call(call, ask.query("cursor", cursor.get()).asked(), false);
            answer.body().forEach(all::add);
            cursor = Pages.cursor(answer.headers().get("Link"));
        }
        return all;
    }

    /** What an operation answers, or nothing where he may not ask. */
    Optional<JsonNode> readIfMay(Ask ask) {
        return may(ask.asked().operation()) ? Optional.of(read(ask)) : Optional.empty();
    }

    Inside.Answer make(Ask ask) {
        return inside.call(call, ask.asked(), call.dryRun());
    }

    /** What would come of it. */
    Inside.Answer rehearse(Ask ask) {
        return inside.call(call, ask.asked(), true);
    }

    /** About the thing of this id: the first parameter of the operation's path names it. */
    Ask about(String operation, String id) {
        Matcher parameter = PARAMETER.matcher(
                inside.operation(operation).map(Operation::path).orElse(""));
        return parameter.find() ? Ask.of(operation).path(parameter.group(1), id) : Ask.of(operation);
    }

    /** The first of these operations that there is. */
    Optional<String> first(String... names) {
        return List.of(names).stream()
                .filter(name -> inside.operation(name).isPresent())
                .findFirst();
    }

    /** How somebody outside would ask for the same. */
    String curl(Ask ask, boolean dryRun) {
        return inside.operation(ask.asked().operation())
                .map(operation -> Curl.of(call.terms().publicUrl(), operation, ask.asked(), dryRun))
                .orElse("");
    }
}
