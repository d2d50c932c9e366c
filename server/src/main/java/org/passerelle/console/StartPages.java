package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/start}: from an empty server to a first call. A database, a table, a key; then the call itself is seen to arrive. */
@Singleton
final class StartPages implements Capability {

    private static final String PATH = "/console/start";
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Screens screens;

    @Inject
    StartPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(PATH, "start", "The first steps", this::show),
                screens.post(PATH + "/sample", "startSample", "Open the sample database", this::sample),
                screens.post(PATH + "/tables", "startTables", "Open tables", this::tables),
                screens.post(PATH + "/key", "startKey", "Make the first key", this::key));
    }

    /** A table that may be opened. */
    public record Closed(
            String name, String connection, int columns, String key, String references, boolean readOnly) {}

    private Reply show(Screen screen) {
        var data = new HashMap<String, Object>();
        JsonNode tables = screen.api().read(Ask.of("tables.list"));
        data.put("title", screen.text("start_title"));
        data.put("connections", screen.api().read(Ask.of("connections.list")).size());
        data.put("open", names(tables, true));
        data.put("closed", closed(tables));
        data.put("mayConnect", screen.api().may("connections.create"));
        data.put("newConnection", screen.base() + "/console/new/connections");
        return screens.show(screen, "start", data);
    }

    private static List<String> names(JsonNode tables, boolean open) {
        return StreamSupport.stream(tables.spliterator(), false)
                .filter(table -> table.path("open").asBoolean() == open)
                .map(table -> table.path("name").asText())
                .toList();
    }

    private static List<Closed> closed(JsonNode tables) {
        return StreamSupport.stream(tables.spliterator(), false)
                .filter(table -> !table.path("open").asBoolean())
                .map(table -> new Closed(
                        table.path("name").asText(),
                        table.path("connection").asText(),
                        table.path("columns").size(),
                        columns(table, column -> column.path("primaryKey").asBoolean() ? column.path("name") : NOTHING),
                        columns(table, column -> column.path("references")),
                        table.path("readOnly").asBoolean()))
                .toList();
    }

    /** @param told what is said of a column; null or missing for nothing */
    private static String columns(JsonNode table, UnaryOperator<JsonNode> told) {
        return table.path("columns")
                .valueStream()
                .map(told)
                .filter(word -> !word.isNull() && !word.isMissingNode())
                .map(JsonNode::asText)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Reply sample(Screen screen) {
        screen.api().make(Ask.of("connections.sample"));
        return Screens.go(screen, PATH);
    }

    private Reply tables(Screen screen) {
        for (String table : screen.form().getOrDefault("table", List.of())) {
            screen.api()
                    .make(screen.api()
                            .about("tables.replace", table)
                            .body(JsonNodeFactory.instance.objectNode().put("open", true)));
        }
        return Screens.go(screen, PATH);
    }

    private Reply key(Screen screen) {
        var body = JsonNodeFactory.instance.objectNode().put("name", screen.text("start_key_name"));
        body.putObject("permissions").put("data", "r");
        JsonNode made = screen.api().make(Ask.of("apikeys.create").body(body)).body();
        Map<String, Object> data =
                SecretPage.data(screen, Collections.find("apikeys").orElseThrow(), made);
        List<String> open = names(screen.api().read(Ask.of("tables.list")), true);
        if (!open.isEmpty()) {
            String path = "/api/" + Pages.segment(open.getFirst()) + "?limit=3";
            data.put("sample", Sample.reading(screen, made.path("key").asText(), path));
        }
        data.put("keyId", made.path("id").asText());
        return screens.show(screen, "secret", data);
    }
}
