package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.passerelle.format.Json;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console}: what is open, how much is asked, what ends next. */
@Singleton
final class HomeScreen implements Capability {

    private static final int SOON = 5;

    private final Screens screens;

    @Inject
    HomeScreen(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(screens.get("/console", "home", "The console", this::show));
    }

    /** A figure, and where it comes from. */
    public record Tile(String label, String icon, String figure, String note, String address) {}

    private Reply show(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("console_home"));
        data.put("tiles", tiles(screen));
        boolean isOwn = !screen.api().may("usage.list");
        data.put("days", days(screen, isOwn));
        data.put("daysTitle", screen.text(isOwn ? "plot_days_own" : "plot_days"));
        JsonNode recent = screen.api().readIfMay(Ask.of("usage.recent")).orElse(MissingNode.getInstance());
        data.put("minutes", Plot.ofMinutes(screen.cells(), recent.path("minutes")));
        data.put("slowest", slowest(recent.path("slowest")));
        data.put("mayStart", mayStart(screen));
        data.put("ending", ending(screen));
        data.put("failing", failing(screen));
        return screens.show(screen, "console-home", data);
    }

    /** What stays open while somebody listens takes no time of its own. */
    private static final Set<String> LISTENING = Collections.ALL.stream()
            .map(collection -> collection.around().stream())
            .filter(stream -> !stream.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    /** An operation, its time, and the length of its bar in hundredths. */
    public record Slow(String operation, long mean, long requests, int length) {}

    private static List<Slow> slowest(JsonNode operations) {
        List<JsonNode> answered = operations
                .valueStream()
                .filter(operation ->
                        !LISTENING.contains(operation.path("operation").asText()))
                .toList();
        long most = Math.max(
                1, answered.isEmpty() ? 1 : answered.getFirst().path("mean").asLong());
        var slowest = new ArrayList<Slow>();
        for (JsonNode operation : answered) {
            long mean = operation.path("mean").asLong();
            slowest.add(new Slow(
                    operation.path("operation").asText(),
                    mean,
                    operation.path("requests").asLong(),
                    (int) Math.max(1, mean * 100 / most)));
        }
        return slowest.subList(0, Math.min(SOON, slowest.size()));
    }

    /** Whether nothing is open yet, and the reader may change that. */
    private static boolean mayStart(Screen screen) {
        return screen.api().may("connections.create")
                && screen.api()
                        .read(Ask.of("tables.list").query("open", "true"))
                        .isEmpty();
    }

    private static List<Tile> tiles(Screen screen) {
        var tiles = new ArrayList<Tile>();
        if (!screen.api().may("tables.list")) {
            tiles.add(readable(screen));
        }
        count(
                        screen,
                        "connections",
                        "database",
                        connection -> connection.path("status").asText().equals("up"),
                        "tile_up")
                .ifPresent(tiles::add);
        count(screen, "tables", "table", table -> table.path("open").asBoolean(), "tile_open")
                .ifPresent(tiles::add);
        count(screen, "users", "users", user -> user.path("active").asBoolean(), "tile_active")
                .ifPresent(tiles::add);
        count(screen, "apikeys", "key", key -> !key.path("lastUsed").isNull(), "tile_used")
                .ifPresent(tiles::add);
        return tiles;
    }

    /** The tables that his own document names. */
    private static Tile readable(Screen screen) {
        int tables =
                DataPages.tables(screen.api().read(Ask.of("document.json"))).size();
        return new Tile(
                screen.text("tables_title"),
                "table",
                Integer.toString(tables),
                screen.text("tile_readable"),
                screen.base() + "/console/data");
    }

    private static Optional<Tile> count(
            Screen screen, String collection, String icon, Predicate<JsonNode> which, String note) {
        return screen.api().readIfMay(Ask.of(collection + ".list")).map(list -> {
            long some = StreamSupport.stream(list.spliterator(), false)
                    .filter(which)
                    .count();
            return new Tile(
                    screen.text(collection + "_title"),
                    icon,
                    Integer.toString(list.size()),
                    some + " " + screen.text(note),
                    screen.base() + "/console/" + collection);
        });
    }

    /** What ends by itself, and where it is renewed. */
    private record Ending(JsonNode thing, String address) {

        /** A day or a moment, in ISO 8601: in the order of text. */
        String when() {
            return thing.path("expires").asText();
        }
    }

    private static List<Listing.Line> ending(Screen screen) {
        List<Column> columns = List.of(Column.text("name"), Column.text("user"), Column.time("expires"));
        return Stream.concat(licence(screen), keys(screen))
                .filter(ending -> !ending.thing().path("expires").isNull())
                .sorted(Comparator.comparing(Ending::when))
                .limit(SOON)
                .map(ending ->
                        new Listing.Line(ending.address(), Listing.cells(screen.cells(), ending.thing(), columns)))
                .toList();
    }

    private static Stream<Ending> keys(Screen screen) {
        Collection keys = Collections.find("apikeys").orElseThrow();
        return screen.api().readIfMay(Ask.of("apikeys.list")).stream()
                .flatMap(JsonNode::valueStream)
                .map(key -> new Ending(key, CollectionPages.address(screen, keys, key)));
    }

    private static Stream<Ending> licence(Screen screen) {
        return screen.api().readIfMay(Ask.of("license.get")).stream().map(licence -> {
            ObjectNode thing = Json.MAPPER.createObjectNode().put("name", screen.text("license_title"));
            thing.set("user", licence.path("holder"));
            thing.set("expires", licence.path("expires"));
            return new Ending(thing, screen.base() + "/console/license");
        });
    }

    /** Webhooks whose last attempt failed, those first that have failed for longest. */
    private static List<Listing.Line> failing(Screen screen) {
        List<Column> columns = List.of(Column.text("url"), Column.time("failingSince"));
        Collection webhooks = Collections.find("webhooks").orElseThrow();
        return screen.api().readIfMay(Ask.of("webhooks.list")).stream()
                .flatMap(JsonNode::valueStream)
                .filter(hook -> !hook.path("failingSince").isNull())
                .sorted(Comparator.comparing(hook -> hook.path("failingSince").asText()))
                .limit(SOON)
                .map(hook -> new Listing.Line(
                        CollectionPages.address(screen, webhooks, hook) + "/deliveries?sort=-time",
                        Listing.cells(screen.cells(), hook, columns)))
                .toList();
    }

    /** Everybody's; for who may not see that, his own. */
    private static Plot days(Screen screen, boolean isOwn) {
        JsonNode days = screen.api()
                .readIfMay(Ask.of(isOwn ? "usage.own" : "usage.list").query("by", "operation"))
                .orElse(MissingNode.getInstance());
        return Plot.ofDays(MePages.called(days, "name"));
    }
}
