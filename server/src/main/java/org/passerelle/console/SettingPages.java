package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/settings/bodyLimit}: one setting. A change is rehearsed first, with all settings together, and its page tells what would hold. */
@Singleton
final class SettingPages implements Capability {

    private static final String PATH = "/console/settings/{setting}";
    private static final String YES_OR_NO = "true or false";
    private static final List<Column> FACTS = List.of(
            Column.text("type"),
            Column.text("defaultValue"),
            Column.state("origin"),
            Column.flag("changeable"),
            Column.flag("restart"));

    private final Screens screens;

    @Inject
    SettingPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(PATH, "setting", "A setting", screen -> show(screen, null, null)),
                screens.post(PATH, "changeSetting", "Change a setting", this::change));
    }

    private static JsonNode setting(Screen screen) {
        return named(screen.api().read(Ask.of("settings.list")), screen.path("setting"));
    }

    private static JsonNode named(JsonNode settings, String name) {
        for (JsonNode setting : settings) {
            if (setting.path("name").asText().equals(name)) {
                return setting;
            }
        }
        throw Fault.notFound("There is nothing at this address.");
    }

    /** @param wanted as somebody would have it; null for as it is */
    private Reply show(Screen screen, @Nullable String wanted, @Nullable Trouble trouble) {
        JsonNode setting = setting(screen);
        String name = screen.path("setting");
        var data = CollectionPages.data(screen, Collections.find("settings").orElseThrow());
        boolean mayChange =
                setting.path("changeable").asBoolean() && screen.api().may("settings.change");
        data.put("id", name);
        data.put("name", name);
        data.put("self", screen.here());
        data.put("explain", "");
        data.put("inputs", List.of(input(screen, setting, wanted, trouble, !mayChange)));
        data.put("facts", OnePage.Fact.of(screen, setting, FACTS));
        data.put("mayChange", mayChange);
        Stream.of("mayRemove", "mayAct", "mayExplain").forEach(offer -> data.put(offer, false));
        data.put("deeds", List.of());
        data.put("panels", List.of());
        data.put("leaves", List.of());
        data.put("saved", !screen.query("saved").isEmpty());
        data.put("curl", screen.api().curl(Ask.of("settings.list"), false));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : trouble.status(), "one", data);
    }

    private static Input input(
            Screen screen, JsonNode setting, @Nullable String wanted, @Nullable Trouble trouble, boolean fixed) {
        boolean secret = setting.path("secret").asBoolean();
        boolean flag = setting.path("type").asText().equals(YES_OR_NO);
        String value = wanted == null ? Cells.text(setting.path("value")) : wanted;
        String name = setting.path("name").asText();
        List<Input.Option> options = flag ? options(screen, setting, value) : List.of();
        return Input.of(
                "value",
                screen.text("f_value"),
                screen.text("settings_h_value"),
                secret ? "SECRET" : flag ? "CHOICE" : "TEXT",
                secret ? "" : value,
                options,
                CollectionPages.errors(trouble).getOrDefault(name, ""),
                fixed);
    }

    private static List<Input.Option> options(Screen screen, JsonNode setting, String value) {
        String otherwise = setting.path("defaultValue").asText().equals("true") ? "yes" : "no";
        return List.of(
                new Input.Option("", "", screen.text("f_defaultValue") + ": " + screen.text(otherwise), false),
                new Input.Option("", "true", screen.text("yes"), value.equals("true")),
                new Input.Option("", "false", screen.text("no"), value.equals("false")));
    }

    private Reply change(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        String value = ConsoleDoor.one(sent, "value").strip();
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        wanted.set(screen.path("setting"), value.isEmpty() ? wanted.nullNode() : wanted.textNode(value));
        Ask ask = Ask.of("settings.change").body(wanted);
        try {
            if (sent.containsKey("sure")) {
                screen.api().make(ask);
                return Screens.redirect(screen.here() + "?saved=1");
            }
            Inside.Answer would = screen.api().rehearse(ask);
            return screens.show(screen, "confirm", confirmation(screen, ask, would, value));
        } catch (Fault fault) {
            return show(screen, value, Trouble.of(screen, fault));
        }
    }

    /** What would be of this setting alone, and from when on; the answer holds all of them. */
    private static Map<String, Object> confirmation(Screen screen, Ask ask, Inside.Answer would, String value) {
        ArrayNode alone = Json.MAPPER.createArrayNode();
        alone.add(named(would.body(), screen.path("setting")));
        var data = CollectionPages.data(screen, Collections.find("settings").orElseThrow());
        data.put("id", screen.path("setting"));
        data.put("self", screen.here());
        data.put("what", screen.text("save"));
        data.put("means", screen.text("settings_before_save"));
        data.put("fields", Map.of("sure", "1", "value", value));
        data.put("rehearsal", Rehearsal.of(screen, new Inside.Answer(would.status(), alone, Map.of()), ask));
        return data;
    }
}
