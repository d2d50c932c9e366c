package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Records: {@code /console/data}, and a grid over a view, whose values are changed in place. */
@Singleton
final class DataPages implements Capability {

    private static final String VIEW = "/console/data/{view}";
    private static final String RECORD = VIEW + "/{id}";
    private static final Pattern TABLE = Pattern.compile("/api/([^/{}]+)/?");

    private final Screens screens;

    @Inject
    DataPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get("/console/data", "data", "What can be looked at", this::all),
                screens.get(VIEW, "grid", "The records of a view", this::grid),
                screens.get(RECORD + "/{column}", "editCell", "A value, to be changed", this::edit),
                screens.post(RECORD + "/{column}", "changeCell", "Change a value", this::changeCell));
    }

    /** @param name what the API calls it */
    public record Offer(String name, String title, String table, String address) {}

    private Reply all(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("data_title"));
        data.put("views", offers(screen));
        return screens.show(screen, "data", data);
    }

    /** The saved views for who may list them; for everybody the tables that his own document names. */
    private static List<Offer> offers(Screen screen) {
        SortedSet<String> tables = tables(screen.api().read(Ask.of("document.json")));
        var offers = new ArrayList<Offer>();
        screen.api()
                .readIfMay(Ask.of("views.list"))
                .ifPresent(views -> views.forEach(view -> {
                    String table = view.path("table").asText();
                    if (tables.contains(table)) {
                        String key = view.path("key").asText();
                        offers.add(new Offer(key, view.path("title").asText(), table, address(screen, key)));
                    }
                }));
        tables.removeIf(table -> offers.stream().anyMatch(offer -> offer.name().equals(table)));
        tables.forEach(table -> offers.add(new Offer(table, table, table, address(screen, table))));
        return offers;
    }

    /** The tables that somebody's document has lists of. */
    static SortedSet<String> tables(JsonNode document) {
        var tables = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> {
            Matcher table = TABLE.matcher(path.getKey());
            String operation = path.getValue().at("/get/operationId").asText();
            if (table.matches() && operation.startsWith("data.")) {
                tables.add(table.group(1));
            }
        });
        return tables;
    }

    static String address(Screen screen, String view) {
        return screen.base() + "/console/data/" + Pages.segment(view);
    }

    /** The table of a view; a view that may not be looked up is a table's own. */
    static String table(Screen screen) {
        String view = screen.path("view");
        return screen.api().readIfMay(Ask.of("views.list")).stream()
                .flatMap(views -> StreamSupport.stream(views.spliterator(), false))
                .filter(known -> known.path("key").asText().equals(view)
                        || known.path("id").asText().equals(view))
                .map(known -> known.path("table").asText())
                .findFirst()
                .orElse(view);
    }

    private Reply grid(Screen screen) {
        String view = screen.path("view");
        Ask ask = Grid.ask(screen, view);
        String table = table(screen);
        var data = new HashMap<String, Object>();
        data.put("title", view);
        data.put("grid", Grid.of(screen, screen.api().read(ask)));
        data.put("operators", Grid.operators(screen));
        data.put("view", view);
        data.put("mayAdd", screen.api().mayOn("data.resource.create", table));
        data.put("address", address(screen, view));
        data.put("listAddress", screen.base() + "/api/list/" + Pages.segment(view));
        data.put("importAddress", screen.base() + "/api/items/" + Pages.segment(table));
        data.put("mayChange", screen.api().mayOn("data.items", table));
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "grid", data);
    }

    static void put(ObjectNode changes, String column, String text) {
        if (text.isEmpty()) {
            changes.putNull(column);
        } else {
            changes.put(column, text.replace("\r\n", "\n"));
        }
    }

    private Reply edit(Screen screen) {
        JsonNode record = screen.api()
                .read(Ask.of("data.item").path("table", table(screen)).path("id", screen.path("id")));
        return screens.show(screen, "cell-edit", cell(screen, Cells.text(record.path(screen.path("column")))));
    }

    private static Map<String, Object> cell(Screen screen, String value) {
        var data = new HashMap<String, Object>();
        data.put("column", screen.path("column"));
        data.put("value", value);
        return data;
    }

    private Reply changeCell(Screen screen) {
        String column = screen.path("column");
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        String value = screen.form().getOrDefault("value", List.of("")).getFirst();
        put(changes, column, value);
        Ask ask = Ask.of("data.item.update")
                .path("table", table(screen))
                .path("id", screen.path("id"))
                .body(changes);
        try {
            JsonNode now = screen.api().make(ask).body();
            var data = cell(screen, Cells.text(now.path(column)));
            data.put("rehearsed", screen.call().dryRun());
            return screens.show(screen, "cell", data);
        } catch (Fault fault) {
            var data = cell(screen, value);
            Trouble trouble = Trouble.of(screen, fault);
            data.put("trouble", trouble);
            data.put("reason", trouble.errors().getOrDefault(column, trouble.detail()));
            return screens.show(screen, "cell-edit", data);
        }
    }
}
