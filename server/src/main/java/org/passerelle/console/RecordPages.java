package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** One record: its page, whose address ends in its id (PlanRadar P1), a new one, and the end of one. */
@Singleton
final class RecordPages implements Capability {

    private static final String RECORD = "/console/data/{view}/{id}";
    private static final String NEW = "/console/add/{view}";
    private static final String END = "/console/remove/{view}/{id}";
    private static final int LONG_TEXT = 80;

    private final Screens screens;

    @Inject
    RecordPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(RECORD, "record", "A record", screen -> record(screen, null, null)),
                screens.post(RECORD, "changeRecord", "Change a record", this::change),
                screens.get(
                        NEW, "newRecord", "The form of a new record", screen -> form(screen, nothing(), null, null)),
                screens.post(NEW, "addRecord", "Add a record", this::add),
                screens.get(END, "beforeRemoveRecord", "What the end of a record would do", this::beforeRemove),
                screens.post(END, "removeRecord", "Remove a record", this::remove));
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Ask about(String operation, Screen screen) {
        return Ask.of(operation).path("table", DataPages.table(screen)).path("id", screen.path("id"));
    }

    private static Ask resource(String operation, Screen screen) {
        return Ask.of(operation).path("resource", DataPages.table(screen));
    }

    /** What its page has, whatever is done there. */
    private static Map<String, Object> data(Screen screen, String title, List<Input> inputs) {
        var data = new HashMap<String, Object>();
        data.put("title", title);
        data.put("view", screen.path("view"));
        data.put("address", DataPages.address(screen, screen.path("view")));
        data.put("inputs", inputs);
        data.put("mayChange", true);
        data.put("isNew", false);
        data.put("remove", "");
        data.put("saved", !screen.query("saved").isEmpty());
        return data;
    }

    private Reply record(Screen screen, @Nullable JsonNode wanted, @Nullable Trouble trouble) {
        Ask ask = about("data.item", screen);
        String table = DataPages.table(screen);
        JsonNode record = screen.api().read(ask);
        var data = data(
                screen,
                Cells.text(record.path("cle")),
                inputs(screen, wanted == null ? record : wanted, record, trouble));
        data.put("mayChange", mayChange(screen));
        data.put(
                "remove",
                screen.api().mayOn("data.resource.delete", table)
                        ? screen.base() + "/console/remove/" + Pages.segment(screen.path("view")) + "/"
                                + Pages.segment(screen.path("id"))
                        : "");
        data.put("curl", screen.api().curl(ask, false));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : trouble.status(), "record", data);
    }

    /**
     * A column of the table that he may write, as the API's document shows it to him.
     *
     * @param type {@code text}, {@code integer}, {@code number}, {@code boolean}, {@code date}, {@code date-time} …
     */
    private record Column(String field, String type, boolean needed) {}

    private static List<Column> columns(Screen screen, String table) {
        JsonNode document = screen.api().read(Ask.of("document.json"));
        JsonNode body =
                document.path("paths").path("/api/" + table).path("post").path("requestBody");
        String schema = body.path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asText();
        JsonNode shape =
                document.path("components").path("schemas").path(schema.substring(schema.lastIndexOf('/') + 1));
        List<String> needed =
                shape.path("required").valueStream().map(JsonNode::asText).toList();
        return shape.path("properties").properties().stream()
                .map(column -> new Column(column.getKey(), type(column.getValue()), needed.contains(column.getKey())))
                .toList();
    }

    /** The first that is said: {@code ["integer","null"]} is one that may be left empty. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String first = type.isArray() ? type.path(0).asText() : type.asText();
        return first.equals("string") ? schema.path("format").asText("text") : first;
    }

    private static List<Input> inputs(Screen screen, JsonNode shown, JsonNode record, @Nullable Trouble trouble) {
        boolean fixed = !mayChange(screen);
        var known = new LinkedHashMap<String, Column>();
        columns(screen, DataPages.table(screen)).forEach(column -> known.put(column.field(), column));
        return record.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("id") && !name.equals("cle"))
                .map(name -> input(
                        screen,
                        known.getOrDefault(name, new Column(name, "", false)),
                        shown.path(name),
                        trouble,
                        fixed))
                .toList();
    }

    private static boolean mayChange(Screen screen) {
        return screen.api().mayOn("data.resource.update", DataPages.table(screen));
    }

    private static Input input(Screen screen, Column column, JsonNode value, @Nullable Trouble trouble, boolean fixed) {
        String text = Cells.text(value);
        boolean truth = column.type().equals("boolean");
        return Input.of(
                column.field(),
                column.field() + (column.needed() ? " *" : ""),
                screen.textOr("type_" + column.type().replace('-', '_'), ""),
                truth ? "CHOICE" : text.length() > LONG_TEXT ? "AREA" : "TEXT",
                text,
                truth
                        ? Stream.of("", "true", "false")
                                .map(word -> new Input.Option("", word, told(screen, word), word.equals(text)))
                                .toList()
                        : List.of(),
                CollectionPages.errors(trouble).getOrDefault(column.field(), ""),
                fixed);
    }

    private static String told(Screen screen, String word) {
        return word.isEmpty() ? "—" : screen.text(word.equals("true") ? "yes" : "no");
    }

    /** Only what is another than before is sent: a value that nobody touched may not be his to change. */
    private Reply change(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        JsonNode before = screen.api().read(about("data.item", screen));
        ObjectNode changes = nothing();
        before.properties().forEach(member -> {
            String now = sent.getOrDefault(member.getKey(), List.of(Cells.text(member.getValue())))
                    .getFirst();
            if (!now.replace("\r\n", "\n").equals(Cells.text(member.getValue()))) {
                DataPages.put(changes, member.getKey(), now);
            }
        });
        if (changes.isEmpty()) {
            return Screens.redirect(screen.here());
        }
        Ask ask = about("data.item.update", screen).body(changes);
        JsonNode wanted = before.<ObjectNode>deepCopy().setAll(changes);
        try {
            if (sent.containsKey("rehearse")) {
                Rehearsal rehearsal = Rehearsal.of(screen, screen.api().rehearse(ask), ask);
                var data = data(screen, screen.path("id"), inputs(screen, wanted, before, null));
                data.put("rehearsal", rehearsal);
                data.put("curl", screen.api().curl(ask, true));
                return screens.show(screen, "record", data);
            }
            screen.api().make(ask);
            return Screens.redirect(screen.here() + "?saved=1");
        } catch (Fault fault) {
            return record(screen, wanted, Trouble.of(screen, fault));
        }
    }

    /** @param wanted what somebody has typed already */
    private Reply form(Screen screen, JsonNode wanted, @Nullable Trouble trouble, @Nullable Rehearsal rehearsal) {
        List<Input> inputs = columns(screen, DataPages.table(screen)).stream()
                .map(column -> input(screen, column, wanted.path(column.field()), trouble, false))
                .toList();
        var data = data(screen, screen.text("record_new"), inputs);
        data.put("isNew", true);
        data.put(
                "curl",
                screen.api().curl(resource("data.resource.create", screen).body(wanted), false));
        CollectionPages.putTrouble(data, trouble);
        if (rehearsal != null) {
            data.put("rehearsal", rehearsal);
        }
        return screens.show(screen, trouble == null ? 200 : trouble.status(), "record", data);
    }

    /** What is left empty is left to the database. */
    private Reply add(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        ObjectNode wanted = nothing();
        columns(screen, DataPages.table(screen)).stream()
                .map(Column::field)
                .filter(field -> !ConsoleDoor.one(sent, field).isEmpty())
                .forEach(field -> DataPages.put(wanted, field, ConsoleDoor.one(sent, field)));
        Ask ask = resource("data.resource.create", screen).body(wanted);
        try {
            if (sent.containsKey("rehearse")) {
                return form(
                        screen, wanted, null, Rehearsal.of(screen, screen.api().rehearse(ask), ask));
            }
            String made =
                    Objects.requireNonNullElse(screen.api().make(ask).headers().get("Location"), "");
            return Screens.redirect(DataPages.address(screen, screen.path("view"))
                    + made.substring(Math.max(0, made.lastIndexOf('/'))) + "?saved=1");
        } catch (Fault fault) {
            return form(screen, wanted, Trouble.of(screen, fault), null);
        }
    }

    private Reply beforeRemove(Screen screen) {
        Ask ask = removal(screen);
        Inside.Answer would = screen.api().rehearse(ask);
        var data = new HashMap<String, Object>();
        data.put("title", screen.path("view"));
        data.put("address", DataPages.address(screen, screen.path("view")));
        data.put("id", screen.path("id"));
        data.put("self", DataPages.address(screen, screen.path("view")) + "/" + Pages.segment(screen.path("id")));
        data.put("what", screen.text("deed_remove"));
        data.put("means", screen.text("record_before_remove"));
        data.put("fields", Map.of());
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "confirm", data);
    }

    private static Ask removal(Screen screen) {
        String id = Cells.text(screen.api().read(about("data.item", screen)).path("id"));
        return resource("data.resource.delete", screen).path("id", id);
    }

    private Reply remove(Screen screen) {
        screen.api().make(removal(screen));
        return Screens.redirect(DataPages.address(screen, screen.path("view")));
    }
}
