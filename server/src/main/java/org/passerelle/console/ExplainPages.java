package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * {@code /console/explain}: why somebody may do something, or may not, rule by rule. From a thing that people have, such as a role, one chooses
 * among those who have it.
 */
@Singleton
final class ExplainPages implements Capability {

    /** Collections of what people have; an account and a profile name them by the same word. */
    static final Set<String> HELD = Set.of("roles", "profiles", "groupacls");

    private static final int SHOWN = 25;

    private final Screens screens;

    @Inject
    ExplainPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(screens.get("/console/explain", "explain", "Why somebody may, or may not", this::show));
    }

    /** The page, about those who have this. */
    static String about(Screen screen, String collection, String id) {
        return screen.base() + "/console/explain?of=" + collection + "&id=" + Pages.segment(id);
    }

    /** Somebody who has what it is about. */
    public record Holder(String id, String address, boolean chosen) {}

    /** A rule in the reader's language. */
    public record Why(boolean holds, String text) {}

    private Reply show(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("explain_title"));
        String of = screen.query("of");
        List<String> holders = HELD.contains(of) ? holders(screen, of, screen.query("id")) : List.of();
        String caller =
                screen.query("caller").isEmpty() && !holders.isEmpty() ? holders.getFirst() : screen.query("caller");
        data.put("caller", caller);
        data.put("of", HELD.contains(of) ? of : "");
        data.put("id", screen.query("id"));
        data.put("thing", screen.base() + "/console/" + of + "/" + Pages.segment(screen.query("id")));
        data.put(
                "holders",
                holders.stream()
                        .limit(SHOWN)
                        .map(holder -> holder(screen, holder, caller))
                        .toList());
        data.put("all", holders);
        data.put("operation", screen.query("operation"));
        data.put("target", screen.query("target"));
        data.put("operations", operations(screen));
        data.put("action", screen.here());
        if (!screen.query("operation").isEmpty()) {
            Ask ask = Ask.of("access.explain")
                    .query("caller", caller)
                    .query("operation", screen.query("operation"))
                    .query("target", screen.query("target"));
            try {
                answer(screen, screen.api().read(ask), data);
                data.put("curl", screen.api().curl(ask, false));
            } catch (Fault fault) {
                data.put("trouble", Trouble.of(screen, fault));
            }
        }
        return screens.show(screen, "explain", data);
    }

    private static Holder holder(Screen screen, String id, String chosen) {
        String address = about(screen, screen.query("of"), screen.query("id")) + "&"
                + Pages.query(Map.of(
                        "caller", List.of(id),
                        "operation", List.of(screen.query("operation")),
                        "target", List.of(screen.query("target"))));
        return new Holder(id, address, id.equals(chosen));
    }

    /** Whose account names it, or a profile of whose. */
    private static List<String> holders(Screen screen, String of, String id) {
        Set<String> profiles = of.equals("profiles")
                ? Set.of(id)
                : all(screen, Ask.of("profiles.list"))
                        .filter(profile -> names(profile, of, Set.of(id)))
                        .map(profile -> Cells.text(profile.path("id")))
                        .collect(Collectors.toSet());
        return all(screen, Ask.of("users.list").query("includes", "roles,groupacls"))
                .filter(user -> names(user, of, Set.of(id)) || names(user, "profiles", profiles))
                .map(user -> Cells.text(user.path("id")))
                .toList();
    }

    /** None where the reader may not see them. */
    private static Stream<JsonNode> all(Screen screen, Ask ask) {
        return screen.api().may(ask.asked().operation()) ? screen.api().all(ask).valueStream() : Stream.empty();
    }

    private static boolean names(JsonNode thing, String member, Set<String> some) {
        return thing.path(member).valueStream().anyMatch(name -> some.contains(Cells.text(name)));
    }

    private static void answer(Screen screen, JsonNode told, HashMap<String, Object> data) {
        var rules = new ArrayList<Why>();
        String language = screen.language().tag();
        told.path("rules")
                .forEach(rule -> rules.add(new Why(
                        rule.path("holds").asBoolean(), rule.path(language).asText())));
        data.put("granted", told.path("granted").asBoolean());
        data.put("rules", rules);
    }

    /** What the reader's own document names, by its name; and what a person mostly asks about. */
    private static List<String> operations(Screen screen) {
        var names = new TreeMap<String, String>();
        screen.api()
                .read(Ask.of("document.json"))
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String name = operation.path("operationId").asText();
                    if (screen.api().operation(name).isPresent()) {
                        names.put(name, name);
                    }
                }));
        for (String name : List.of("data.list", "data.item", "data.items", "data.resource.list", "users.list")) {
            names.put(name, name);
        }
        return List.copyOf(names.keySet());
    }
}
