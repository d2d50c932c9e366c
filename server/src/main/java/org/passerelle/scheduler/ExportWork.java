package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.passerelle.access.Caller;
import org.passerelle.action.Actions;
import org.passerelle.action.Deferred;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;

/** Takes a list out, as an action whose result its account fetches: {@code {view, format}} and, as texts, the options of a list. */
@Singleton
final class ExportWork implements TaskWork {

    private final Instance<Actions> actions;

    @Inject
    ExportWork(Instance<Actions> actions) {
        this.actions = actions;
    }

    @Override
    public String kind() {
        return "export";
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        call(by, "", parameters);
    }

    @Override
    public Optional<String> follows(JsonNode parameters) {
        return Optional.of("action.completed");
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        Deferred call = call(by, task.id(), task.parameters());
        return unit -> TaskWork.goesOn(actions.get().defer(unit, call));
    }

    private static Deferred call(Caller by, String task, JsonNode parameters) {
        String view = Given.text(parameters, "view");
        Map<String, List<String>> options = new LinkedHashMap<>();
        parameters.properties().forEach(option -> {
            if (!List.of("view", "format").contains(option.getKey())) {
                options.put(option.getKey(), List.of(Given.text(parameters, option.getKey())));
            }
        });
        return new Deferred(
                "data.list",
                Map.of("view", List.of(view)),
                options,
                Map.of(),
                "",
                "/api/list/" + view,
                null,
                format(parameters),
                TaskWork.asker(by, task));
    }

    private static Format format(JsonNode parameters) {
        if (!parameters.has("format")) {
            return Format.CSV;
        }
        try {
            return Format.valueOf(Given.text(parameters, "format").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Fault.badMember("parameters", "format must be one of json, xml, csv, ndjson");
        }
    }
}
