package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/system}: what runs here and whether it is well: the server, its databases, the servers beside it, what took long. */
@Singleton
final class SystemPages implements Capability {

    private static final int SOME = 5;
    private static final List<Column> SERVER = List.of(
            Column.text("version"),
            Column.code("build"),
            Column.time("started"),
            Column.text("jvm.version"),
            Column.text("jvm.system"),
            Column.number("jvm.processors"),
            Column.number("jvm.heapUsed"),
            Column.number("jvm.heapMost"));
    private static final List<Column> DATABASES =
            List.of(Column.code("id"), Column.text("product"), Column.state("status"));
    private static final List<Column> NODES =
            List.of(Column.code("id"), Column.text("version"), Column.time("started"), Column.time("seen"));
    private static final List<Column> SLOW =
            List.of(Column.time("time"), Column.text("connection"), Column.code("statement"), Column.number("millis"));

    private final Screens screens;

    @Inject
    SystemPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(screens.get("/console/system", "system", "The system", this::show));
    }

    /** A table of the page. @param all where the rest of it is; empty for nowhere */
    public record Part(String id, String title, List<String> heads, List<Listing.Line> lines, String all) {}

    private Reply show(Screen screen) {
        Ask ask = Ask.of("system.info");
        JsonNode info = screen.api().read(ask);
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("system_title"));
        data.put("server", OnePage.Fact.of(screen, info, SERVER));
        data.put("health", health(screen, info));
        data.put("parts", parts(screen, info));
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "system", data);
    }

    private static List<OnePage.Fact> health(Screen screen, JsonNode info) {
        var health = new ArrayList<>(OnePage.Fact.of(
                screen, info, List.of(Column.state("catalogue.status"), Column.text("catalogue.product"))));
        running(screen, "audit.get", "audit_title", health);
        running(screen, "scheduler.get", "scheduler", health);
        return health;
    }

    private static void running(Screen screen, String operation, String label, List<OnePage.Fact> health) {
        screen.api()
                .readIfMay(Ask.of(operation))
                .map(told -> screen.cells().of(told, Column.flag("running")))
                .ifPresent(cell -> health.add(new OnePage.Fact(screen.text(label), cell)));
    }

    private static List<Part> parts(Screen screen, JsonNode info) {
        JsonNode slow = screen.api().read(Ask.of("system.slow"));
        return List.of(
                part(screen, "databases_title", info.path("databases"), DATABASES, "connections"),
                part(screen, "nodes_title", info.path("nodes"), NODES, ""),
                part(screen, "slow_queries_title", slow, SLOW, "slow-queries"));
    }

    /** @param all the collection that has all of it, if any */
    private static Part part(Screen screen, String id, JsonNode things, List<Column> columns, String all) {
        return new Part(
                id,
                screen.text(id),
                columns.stream()
                        .map(column -> screen.text("f_" + column.field()))
                        .toList(),
                StreamSupport.stream(things.spliterator(), false)
                        .limit(SOME)
                        .map(thing -> new Listing.Line("", Listing.cells(screen.cells(), thing, columns)))
                        .toList(),
                all.isEmpty() ? "" : screen.base() + "/console/" + all);
    }
}
