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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Records: {@code /console/data}, a grid over a view, a record's own page, whose address ends in its id (PlanRadar P1). */
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
                screens.get(RECORD, "record", "A record", screen -> record(screen, null, null)),
                screens.post(RECORD, "changeRecord", "Change a record", this::change),
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
        var tables = new TreeSet<String>();
        screen.api().read(Ask.of("document.json")).path("paths").properties().forEach(path -> {
            Matcher table = TABLE.matcher(path.getKey());
            boolean lists =
                    path.getValue().path("get").path("tags").path(0).asText().equals("Data");
            if (table.matches() && lists) {
                tables.add(table.group(1));
            }
        });
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

    private static String address(Screen screen, String view) {
        return screen.base() + "/console/data/" + Pages.segment(view);
    }

    /** The table of a view; a view that may not be looked up is a table's own. */
    private static String table(Screen screen) {
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
        data.put("operators", Grid.OPERATORS);
        data.put("address", address(screen, view));
        data.put("listAddress", screen.base() + "/api/list/" + Pages.segment(view));
        data.put("importAddress", screen.base() + "/api/items/" + Pages.segment(table));
        data.put("mayChange", screen.api().mayOn("data.items", table));
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "grid", data);
    }

    private Reply record(Screen screen, @Nullable JsonNode wanted, @Nullable Trouble trouble) {
        String view = screen.path("view");
        Ask ask = Ask.of("data.item").path("table", table(screen)).path("id", screen.path("id"));
        JsonNode record = screen.api().read(ask);
        var data = new HashMap<String, Object>();
        data.put("title", Cells.text(record.path("cle")));
        data.put("view", view);
        data.put("address", address(screen, view));
        data.put("inputs", inputs(wanted == null ? record : wanted, record, trouble));
        data.put("mayChange", screen.api().mayOn("data.item.update", table(screen)));
        data.put("saved", !screen.query("saved").isEmpty());
        data.put("curl", screen.api().curl(ask, false));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : 422, "record", data);
    }

    private static List<Input> inputs(JsonNode shown, JsonNode record, @Nullable Trouble trouble) {
        return record.properties().stream()
                .filter(member ->
                        !member.getKey().equals("id") && !member.getKey().equals("cle"))
                .map(member -> Input.of(
                        member.getKey(),
                        member.getKey(),
                        "",
                        Cells.text(member.getValue()).length() > 80 ? "AREA" : "TEXT",
                        Cells.text(shown.path(member.getKey())),
                        List.of(),
                        CollectionPages.errors(trouble).getOrDefault(member.getKey(), ""),
                        false))
                .toList();
    }

    /** Only what is another than before is sent: a value that nobody touched may not be his to change. */
    private Reply change(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        String table = table(screen);
        JsonNode before =
                screen.api().read(Ask.of("data.item").path("table", table).path("id", screen.path("id")));
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        before.properties().forEach(member -> {
            String now = sent.getOrDefault(member.getKey(), List.of(Cells.text(member.getValue())))
                    .getFirst();
            if (!now.replace("\r\n", "\n").equals(Cells.text(member.getValue()))) {
                put(changes, member.getKey(), now);
            }
        });
        if (changes.isEmpty()) {
            return Screens.redirect(screen.here());
        }
        Ask ask = Ask.of("data.item.update")
                .path("table", table)
                .path("id", screen.path("id"))
                .body(changes);
        try {
            if (sent.containsKey("rehearse")) {
                var data = new HashMap<String, Object>();
                data.put("title", screen.path("id"));
                data.put("rehearsal", Rehearsal.of(screen, screen.api().rehearse(ask), ask));
                data.put("address", address(screen, screen.path("view")));
                data.put("view", screen.path("view"));
                data.put("inputs", inputs(merged(before, changes), before, null));
                data.put("mayChange", true);
                data.put("saved", false);
                data.put("curl", screen.api().curl(ask, true));
                return screens.show(screen, "record", data);
            }
            screen.api().make(ask);
            return Screens.redirect(screen.here() + "?saved=1");
        } catch (Fault fault) {
            return record(screen, merged(before, changes), Trouble.of(screen, fault));
        }
    }

    private static JsonNode merged(JsonNode before, ObjectNode changes) {
        ObjectNode all = before.deepCopy();
        all.setAll(changes);
        return all;
    }

    private static void put(ObjectNode changes, String column, String text) {
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
            data.put("trouble", Trouble.of(screen, fault));
            return screens.show(screen, "cell-edit", data);
        }
    }
}
