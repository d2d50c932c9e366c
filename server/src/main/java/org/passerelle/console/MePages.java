package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/me}: who one is here, one's personal access (PlanRadar P2), one's password, one's last calls. */
@Singleton
final class MePages implements Capability {

    private static final String ME = "/console/me";
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
    private static final List<Column> USE = List.of(
            Column.text("day"),
            Column.code("name"),
            Column.number("requests"),
            Column.number("refusals"),
            Column.number("rows"));
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
                screens.get(ME, "me", "Oneself", screen -> me(screen, null)),
                screens.post(ME + "/password", "mePassword", "Change one's own password", this::password),
                screens.post(ME + "/language", "meLanguage", "Choose one's own language", MePages::language),
                screens.get(ME + "/keys", "meKeys", "One's own keys", this::keys),
                screens.get(ME + "/usage", "meUsage", "One's own use by day", this::days),
                screens.get(ME + "/calls", "meCalls", "One's last calls", this::calls),
                screens.get(ME + "/first-calls", "meFirstCalls", "The first calls by a key", this::firstCalls));
    }

    private Reply me(Screen screen, @Nullable Trouble trouble) {
        JsonNode me = screen.api().read(Ask.of("auth.me"));
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("me_title"));
        data.put("facts", OnePage.Fact.of(screen, me, FACTS));
        data.put("maySeeKeys", screen.api().may("apikeys.list"));
        data.put("mayMakeKeys", screen.api().may("apikeys.create"));
        data.put("mayCall", screen.api().may("calls.list"));
        data.put("days", Plot.ofDays(usage(screen)));
        data.put("curl", screen.api().curl(Ask.of("auth.me"), false));
        data.put("languages", languages(screen));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : 422, "me", data);
    }

    private Reply keys(Screen screen) {
        Collection keys = Collections.find("apikeys").orElseThrow();
        ArrayNode own = Json.MAPPER.createArrayNode();
        screen.api()
                .all(Ask.of("apikeys.list"))
                .valueStream()
                .filter(key ->
                        key.path("user").asText().equals(screen.call().caller().user()))
                .forEach(own::add);
        return screens.beside(
                screen,
                screen.base() + ME,
                Listing.Place.beside(screen, "keys", screen.text("me_keys_none")),
                KEYS,
                own,
                key -> CollectionPages.address(screen, keys, key));
    }

    private Reply days(Screen screen) {
        return screens.beside(
                screen,
                screen.base() + ME,
                Listing.Place.beside(screen, "usage", screen.text("plot_none")),
                USE,
                usage(screen),
                day -> "");
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
        String next = ME + (tag.isEmpty() ? "" : "?" + Pages.query(Map.of("lang", List.of(tag))));
        return screen.call().headers().one("HX-Request") == null
                ? Screens.go(screen, next)
                : Reply.empty(204).with("HX-Redirect", screen.base() + next); // whole: its frame speaks it too
    }

    /** Those of the console itself are no calls that somebody made. */
    private static ArrayNode made(Screen screen) {
        return called(
                screen.api()
                        .read(Ask.of("calls.list")
                                .query("key", screen.query("key"))
                                .query("limit", "1000")),
                "operation");
    }

    private static ArrayNode usage(Screen screen) {
        return called(screen.api().readIfMay(Ask.of("usage.own")).orElse(MissingNode.getInstance()), "name");
    }

    /** What somebody called besides the console. @param operation the member that names it */
    static ArrayNode called(JsonNode all, String operation) {
        ArrayNode called = Json.MAPPER.createArrayNode();
        all.valueStream()
                .filter(line -> !line.path(operation).asText().startsWith("console."))
                .forEach(called::add);
        return called;
    }

    private Reply calls(Screen screen) {
        return screens.beside(
                screen,
                screen.base() + ME,
                Listing.Place.beside(screen, "calls", screen.text("calls_none")).whileItHappens(),
                CALLS,
                made(screen),
                call -> "");
    }

    /** The first calls by a key that was made just now. */
    private Reply firstCalls(Screen screen) {
        List<Listing.Line> lines = made(screen)
                .valueStream()
                .limit(SHOWN)
                .map(call -> new Listing.Line("", Listing.cells(screen.cells(), call, CALLS)))
                .toList();
        List<String> heads =
                CALLS.stream().map(column -> screen.text("f_" + column.field())).toList();
        return screens.show(screen, "short", Map.of("heads", heads, "lines", lines, "none", screen.text("calls_none")));
    }
}
