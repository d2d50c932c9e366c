package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/me}: who one is here, one's personal access (PlanRadar P2), one's password, one's last calls. */
@Singleton
final class MePages implements Capability {

    private static final List<Column> KEYS = List.of(
            Column.text("name"),
            Column.code("prefix"),
            Column.list("permissions"),
            Column.time("lastUsed"),
            Column.time("expires"));
    private static final List<Column> CALLS = List.of(
            Column.time("time"),
            Column.code("operation"),
            Column.number("status"),
            Column.number("rows"),
            Column.number("millis"),
            Column.code("id"));
    private static final List<Column> FACTS = List.of(
            Column.code("user"),
            Column.list("acls"),
            Column.number("rateLimit"),
            Column.text("ips"),
            Column.time("expires"));

    private static final int SHOWN = 20;

    private final Screens screens;

    @Inject
    MePages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get("/console/me", "me", "Oneself", screen -> me(screen, null)),
                screens.post("/console/me/password", "mePassword", "Change one's own password", this::password),
                screens.post("/console/me/language", "meLanguage", "Choose one's own language", MePages::language),
                screens.get("/console/me/calls", "meCalls", "One's last calls", this::calls));
    }

    private Reply me(Screen screen, @Nullable Trouble trouble) {
        JsonNode me = screen.api().read(Ask.of("auth.me"));
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("me_title"));
        data.put("facts", OnePage.Fact.of(screen, me, FACTS));
        data.put("keys", keys(screen));
        data.put("keyHeads", heads(screen, KEYS));
        data.put("mayMakeKeys", screen.api().may("apikeys.create"));
        data.put("mayCall", screen.api().may("calls.list"));
        data.put("curl", screen.api().curl(Ask.of("auth.me"), false));
        data.put("languages", languages(screen));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : 422, "me", data);
    }

    private static List<String> heads(Screen screen, List<Column> columns) {
        return columns.stream()
                .map(column -> screen.text("f_" + column.field()))
                .toList();
    }

    private static List<Listing.Line> keys(Screen screen) {
        if (!screen.api().may("apikeys.list")) {
            return List.of();
        }
        Collection keys = Collections.find("apikeys").orElseThrow();
        return screen.api()
                .all(Ask.of("apikeys.list"))
                .valueStream()
                .filter(key ->
                        key.path("user").asText().equals(screen.call().caller().user()))
                .map(key -> new Listing.Line(
                        CollectionPages.address(screen, keys, key), Listing.cells(screen.cells(), key, KEYS)))
                .toList();
    }

    /** What the new password opens is entered anew: it ended every session, this one too. */
    private Reply password(Screen screen) {
        Map<String, List<String>> sent = screen.form();
        try {
            screen.api()
                    .make(Ask.of("auth.password")
                            .body(JsonNodeFactory.instance
                                    .objectNode()
                                    .put(
                                            "current",
                                            sent.getOrDefault("current", List.of(""))
                                                    .getFirst())
                                    .put(
                                            "password",
                                            sent.getOrDefault("password", List.of(""))
                                                    .getFirst())));
            return Screens.go(screen, "/console/sign-in");
        } catch (Fault fault) {
            return me(screen, Trouble.of(screen, fault));
        }
    }

    private static List<Input.Option> languages(Screen screen) {
        String own = Cells.text(screen.api().read(Ask.of("auth.language")).path("language"));
        return Stream.of("", "en", "fr")
                .map(tag -> new Input.Option(
                        "",
                        tag,
                        screen.text(tag.isEmpty() ? "me_language_browser" : "o_language_" + tag),
                        tag.isEmpty() ? own.isEmpty() : own.startsWith(tag)))
                .toList();
    }

    /** From now on this browser speaks it too. */
    private static Reply language(Screen screen) {
        String tag = ConsoleDoor.one(screen.form(), "language");
        screen.api()
                .make(Ask.of("auth.language.set")
                        .body(JsonNodeFactory.instance.objectNode().put("language", tag.isEmpty() ? null : tag)));
        return Screens.go(
                screen, "/console/me" + (tag.isEmpty() ? "" : "?" + Pages.query(Map.of("lang", List.of(tag)))));
    }

    private Reply calls(Screen screen) {
        Ask ask = Ask.of("calls.list").query("key", screen.query("key")).query("limit", "200");
        List<Listing.Line> lines = StreamSupport.stream(screen.api().read(ask).spliterator(), false)
                .filter(call -> !call.path("operation").asText().startsWith("console."))
                .limit(SHOWN)
                .map(call -> new Listing.Line("", Listing.cells(screen.cells(), call, CALLS)))
                .toList();
        return screens.show(
                screen,
                "panel",
                Map.of("heads", heads(screen, CALLS), "lines", lines, "none", screen.text("calls_none")));
    }
}
