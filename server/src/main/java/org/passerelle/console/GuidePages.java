package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/guide}: from a key to a first call, with the reader's own address filled in; and long work as it goes on. */
@Singleton
final class GuidePages implements Capability {

    /** Where the reader's own key goes. */
    private static final String KEY = "psl_…";

    /** What a filter takes as it stands: a comma would begin another value, an exclamation mark turn the question round. */
    private static final Pattern PLAIN = Pattern.compile("[^!,\\s][^,]{0,40}");

    private final Screens screens;

    @Inject
    GuidePages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get("/console/guide", "guide", "From a key to a first call", this::guide),
                screens.get("/console/progress/{id}", "progress", "How far long work has come", this::progress));
    }

    private Reply guide(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("guide_title"));
        data.put("steps", steps(screen));
        return screens.show(screen, "guide", data);
    }

    /** A call, and what it is for. */
    public record Step(String title, String text, Sample sample) {
        private static Step of(Screen screen, String title, String text, Sample sample) {
            return new Step(screen.text(title), screen.text(text), sample);
        }
    }

    /** The calls that the reader's own document has examples for. */
    private static List<Step> steps(Screen screen) {
        var steps = new ArrayList<Step>();
        steps.add(Step.of(screen, "guide_call", "guide_call_text", Sample.reading(screen, KEY, "/api/v1/auth/me")));
        JsonNode document = screen.api().read(Ask.of("document.json"));
        DataPages.tables(document).stream().findFirst().ifPresent(table -> {
            String path = "/api/" + Pages.segment(table);
            JsonNode uses = document.path("paths").path("/api/" + table);
            steps.add(Step.of(screen, "guide_list", "guide_list_text", Sample.reading(screen, KEY, path + "?limit=3")));
            condition(uses)
                    .ifPresent(condition -> steps.add(Step.of(
                            screen,
                            "guide_filter",
                            "guide_filter_text",
                            Sample.reading(screen, KEY, path + "?" + condition + "&limit=3"))));
            JsonNode body = uses.at("/post/requestBody/content/application~1json/example");
            if (!body.isMissingNode()) {
                steps.add(Step.of(
                        screen, "guide_rehearse", "guide_rehearse_text", Sample.rehearsing(screen, KEY, path, body)));
            }
        });
        return steps;
    }

    /** By the first text of the record that stands for all. */
    private static Optional<String> condition(JsonNode uses) {
        return uses.at("/get/responses/200/content/application~1json/example/0")
                .propertyStream()
                .filter(member -> member.getValue().isTextual())
                .filter(member -> PLAIN.matcher(member.getValue().asText()).matches())
                .findFirst()
                .map(member -> Pages.query(
                        Map.of(member.getKey(), List.of(member.getValue().asText()))));
    }

    /** Asks for itself again until the work is over. */
    private Reply progress(Screen screen) {
        var action = screen.api().read(screen.api().about("actions.get", screen.path("id")));
        var data = new HashMap<String, Object>();
        String status = action.path("status").asText();
        data.put("status", screen.cells().of(action, Column.state("status")));
        data.put("message", status.equals("ERROR") ? Cells.text(action.path("message")) : "");
        data.put(
                "progress",
                status.equals("SUCCESS") ? 100 : action.path("progress").asInt(0));
        data.put("going", status.equals("IN_PROGRESS"));
        data.put("id", screen.path("id"));
        data.put("done", action.path("rowsDone").asLong());
        data.put("total", Cells.text(action.path("rowsTotal")));
        long kept =
                action.path("rowsDone").asLong() - action.path("rowsRefused").asLong();
        data.put("kept", status.equals("SUCCESS") ? kept : 0);
        data.put("refused", action.path("rowsRefused").asLong());
        data.put("errors", Cells.text(action.path("errors")));
        return screens.show(screen, "progress", data);
    }
}
