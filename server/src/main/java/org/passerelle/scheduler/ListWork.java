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
import org.passerelle.access.Caller;
import org.passerelle.action.Actions;
import org.passerelle.action.Deferred;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;

/**
 * Takes a list out, as an action whose result its account fetches: {@code {view, format}} and, as texts, the options of a list. An export is CSV
 * unless it says otherwise, a report JSON.
 */
abstract class ListWork implements TaskWork {

    private final Instance<Actions> actions;
    private final Format usual;

    ListWork(Instance<Actions> actions, Format usual) {
        this.actions = actions;
        this.usual = usual;
    }

    /** {@code export}. */
    @Singleton
    static final class Export extends ListWork {
        @Inject
        Export(Instance<Actions> actions) {
            super(actions, Format.CSV);
        }

        @Override
        public String kind() {
            return "export";
        }
    }

    /** {@code report}. */
    @Singleton
    static final class Report extends ListWork {
        @Inject
        Report(Instance<Actions> actions) {
            super(actions, Format.JSON);
        }

        @Override
        public String kind() {
            return "report";
        }
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        call(by, "", parameters);
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        Deferred call = call(by, task.id(), task.parameters());
        return unit ->
                "It goes on as " + actions.get().defer(unit, call).headers().get("Location") + ".";
    }

    private Deferred call(Caller by, String task, JsonNode parameters) {
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
                new Deferred.Asker(
                        by.user(),
                        null,
                        Caller.Kind.PASSWORD,
                        "",
                        null,
                        by.permissions().words(),
                        "",
                        "task " + task));
    }

    private Format format(JsonNode parameters) {
        if (!parameters.has("format")) {
            return usual;
        }
        try {
            return Format.valueOf(Given.text(parameters, "format").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Fault.badMember("parameters", "format must be one of json, xml, csv, ndjson");
        }
    }
}
