package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/explain}: why somebody may do something, or may not, rule by rule. */
@Singleton
final class ExplainPages implements Capability {

    private final Screens screens;

    @Inject
    ExplainPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(screens.get("/console/explain", "explain", "Why somebody may, or may not", this::show));
    }

    /** A rule in the reader's language. */
    public record Why(boolean holds, String text) {}

    private Reply show(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("explain_title"));
        data.put("caller", screen.query("caller"));
        data.put("operation", screen.query("operation"));
        data.put("target", screen.query("target"));
        data.put("operations", operations(screen));
        data.put("action", screen.here());
        if (!screen.query("operation").isEmpty()) {
            Ask ask = Ask.of("access.explain")
                    .query("caller", screen.query("caller"))
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
