package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/rights?role=comptables&table=clients}: what a role opens of one table: which actions, on which columns of which records. */
@Singleton
final class RightPages implements Capability {

    /** What such rights are listed as, beside a role and beside a table. */
    static final String PANEL = "rights";

    private static final String PATH = "/console/rights";
    private static final String REMOVE = PATH + "/remove";
    private static final Set<String> READING = Set.of("list", "read");

    private final Screens screens;

    @Inject
    RightPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(
                        PATH, "right", "What a role opens of a table", screen -> show(screen, null, new HashMap<>())),
                screens.post(PATH, "changeRight", "Change what a role opens of a table", this::change),
                screens.get(REMOVE, "beforeRemoveRight", "What closing a table to a role would do", this::before),
                screens.post(REMOVE, "removeRight", "Close a table to a role", this::remove));
    }

    static String address(Screen screen, String role, String table) {
        return screen.base() + PATH + "?" + Pages.query(Map.of("role", List.of(role))) + "&"
                + Pages.query(Map.of("table", List.of(table)));
    }

    /** Of a role's page and of a table's, where what the role opens of tables is listed, and what roles open of the table. */
    static String address(Screen screen, Collection collection, String id, JsonNode record) {
        return collection.id().equals("roles")
                ? address(screen, id, Cells.text(record.path("name")))
                : address(screen, Cells.text(record.path("id")), id);
    }

    /** What a role opens, and to which roles a table is open; and where one more is made. */
    static OnePage.Beside beside(Screen screen, Collection collection, String id) {
        boolean isRole = collection.id().equals("roles");
        String another = isRole ? address(screen, id, "") : address(screen, "", id);
        return new OnePage.Beside(
                PANEL,
                screen.text(isRole ? "panel_rights" : "right_roles"),
                screen.api().may("roles.update") ? another : "",
                screen.text(isRole ? "right_another" : "right_to_role"));
    }

    /**
     * @param wanted how somebody would have it; null for as it is
     * @param data what else the page tells
     */
    private Reply show(Screen screen, @Nullable JsonNode wanted, Map<String, Object> data) {
        String role = screen.query("role");
        String table = screen.query("table");
        data.put("title", screen.text("right_title"));
        data.put("role", role);
        data.put("table", table);
        data.put("action", address(screen, role, table));
        if (role.isEmpty() || table.isEmpty()) {
            data.put(
                    "inputs",
                    List.of(
                            choice(screen, "role", "roles.list", "id"),
                            choice(screen, "table", "tables.list", "name")));
            return screens.show(screen, "right-choice", data);
        }
        JsonNode entry = screen.api()
                .read(screen.api().about("roles.get", role))
                .path("tables")
                .path(table);
        boolean mayChange = screen.api().may("roles.update");
        data.put("inputs", inputs(screen, table, wanted == null ? entry : wanted, !mayChange));
        data.put("mayChange", mayChange);
        data.put("removal", data.get("action").toString().replace(PATH, REMOVE));
        data.put("isThere", !entry.isMissingNode());
        data.put("saved", !screen.query("saved").isEmpty());
        return screens.show(
                screen, data.get("trouble") instanceof Trouble trouble ? trouble.status() : 200, "right", data);
    }

    private static Input choice(Screen screen, String name, String operation, String member) {
        var words = new LinkedHashSet<String>(List.of(screen.query(name)));
        screen.api()
                .readIfMay(Ask.of(operation))
                .ifPresent(all -> all.forEach(one -> words.add(Cells.text(one.path(member)))));
        return Input.of(
                name, screen.text("f_" + name), "", "ONE", "", options(words, Set.of(screen.query(name))), "", false);
    }

    /** Of a right that is not there yet, what most begin with is ticked. */
    private static List<Input> inputs(Screen screen, String table, JsonNode entry, boolean fixed) {
        Set<String> actions = entry.isMissingNode() ? READING : words(entry.path("actions"));
        Set<String> chosen = words(entry.path("columns"));
        var columns = new LinkedHashSet<>(chosen);
        screen.api()
                .readIfMay(screen.api().about("tables.get", table))
                .ifPresent(
                        known -> known.path("columns").forEach(column -> columns.add(Cells.text(column.path("name")))));
        return List.of(
                Input.of(
                        "actions",
                        screen.text("right_actions"),
                        screen.text("right_h_actions"),
                        "MANY",
                        "",
                        actions(screen, actions),
                        "",
                        fixed),
                Input.of(
                        "columns",
                        screen.text("right_columns"),
                        screen.text("right_h_columns"),
                        columns.isEmpty() ? "LINES" : "MANY",
                        "",
                        options(columns, chosen),
                        "",
                        fixed),
                Input.of(
                        "rowFilter",
                        screen.text("right_rowFilter"),
                        screen.text("right_h_rowFilter"),
                        "AREA",
                        Cells.text(entry.path("rowFilter")),
                        List.of(),
                        "",
                        fixed));
    }

    private static List<Input.Option> actions(Screen screen, Set<String> chosen) {
        return Stream.of(Action.values())
                .map(action -> new Input.Option(
                        "",
                        action.word(),
                        screen.language() == Language.FR ? action.french() : action.word(),
                        chosen.contains(action.word())))
                .toList();
    }

    private static List<Input.Option> options(Set<String> words, Set<String> chosen) {
        return words.stream()
                .map(word -> new Input.Option("", word, word.isEmpty() ? "—" : word, chosen.contains(word)))
                .toList();
    }

    private static Set<String> words(JsonNode list) {
        return list.valueStream().map(Cells::text).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Reply change(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        sent.getOrDefault("actions", List.of()).forEach(entry.withArray("actions")::add);
        put(entry, "columns", lines(sent.getOrDefault("columns", List.of())));
        String rule = sent.getOrDefault("rowFilter", List.of("")).getFirst().strip();
        entry.put("rowFilter", rule.isEmpty() ? null : rule);
        var data = new HashMap<String, Object>();
        Ask ask = asking(screen, screen.query("role"), screen.query("table"), entry);
        try {
            if (!sent.containsKey("rehearse")) {
                screen.api().make(ask);
                return Screens.redirect(address(screen, screen.query("role"), screen.query("table")) + "&saved=1");
            }
            data.put("rehearsal", Rehearsal.of(screen, screen.api().rehearse(ask), ask));
        } catch (Fault fault) {
            data.put("trouble", Trouble.of(screen, fault));
        }
        return show(screen, entry, data);
    }

    private static List<String> lines(List<String> sent) {
        return sent.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** None stands for all of them. */
    private static void put(ObjectNode entry, String member, List<String> words) {
        if (words.isEmpty()) {
            entry.putNull(member);
        } else {
            words.forEach(entry.putArray(member)::add);
        }
    }

    /** @param entry null to close the table */
    private static Ask asking(Screen screen, String role, String table, @Nullable JsonNode entry) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("tables").set(table, entry);
        return screen.api().about("roles.update", role).body(body);
    }

    private Reply before(Screen screen) {
        String role = screen.query("role");
        String table = screen.query("table");
        Ask ask = asking(screen, role, table, null);
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("roles_title"));
        data.put("address", screen.base() + "/console/roles");
        data.put("self", address(screen, role, table));
        data.put("id", role + " · " + table);
        data.put("what", screen.text("right_remove"));
        data.put("means", screen.text("right_before_remove"));
        data.put("fields", Map.of("role", role, "table", table));
        data.put("rehearsal", Rehearsal.of(screen, screen.api().rehearse(ask), ask));
        return screens.show(screen, "confirm", data);
    }

    private Reply remove(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        String role = ConsoleDoor.one(sent, "role");
        screen.api().make(asking(screen, role, ConsoleDoor.one(sent, "table"), null));
        return Screens.go(screen, "/console/roles/" + Pages.segment(role));
    }
}
