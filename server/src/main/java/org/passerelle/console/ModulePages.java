package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * {@code /console/modules}: which tables are published, and what strangers see of them. A preview asks the public addresses as a stranger does,
 * from the browser, with the token that is typed there and without the session: what it shows is what they get.
 */
@Singleton
final class ModulePages implements Capability {

    private static final String LIST = "/console/modules";
    private static final List<Column> COLUMNS = List.of(
            Column.code("name"),
            Column.code("table"),
            Column.code("statusColumn"),
            Column.list("publicColumns"),
            Column.code("values"));

    private final Screens screens;

    @Inject
    ModulePages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(LIST, "modules", "The public modules", this::list),
                screens.get(LIST + "/{module}", "module", "A public module, and a preview", this::one));
    }

    /** Of each published table, what people want to know. */
    private static ArrayNode modules(Screen screen) {
        ArrayNode modules = Json.MAPPER.createArrayNode();
        for (JsonNode table : screen.api().read(Ask.of("tables.list"))) {
            JsonNode published = table.path("public");
            if (published.isObject()) {
                ObjectNode module = published.deepCopy();
                module.set("table", table.path("name"));
                module.put("values", published.path("values").path("table").asText());
                modules.add(module);
            }
        }
        return modules;
    }

    private Reply list(Screen screen) {
        ArrayNode modules = modules(screen);
        if (screen.query("as").equals("csv")) {
            return CsvFile.of("modules", Listing.file(screen, COLUMNS, modules));
        }
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("modules_title"));
        data.put("lead", screen.text("modules_lead"));
        data.put("address", screen.here());
        data.put(
                "listing",
                Listing.of(
                        screen,
                        COLUMNS,
                        modules,
                        module -> screen.here() + "/"
                                + Pages.segment(module.path("name").asText())));
        data.put("stream", "");
        data.put("mayCreate", false);
        data.put("curl", screen.api().curl(Ask.of("tables.list"), false));
        return screens.show(screen, "list", data);
    }

    private Reply one(Screen screen) {
        JsonNode module = modules(screen)
                .valueStream()
                .filter(known -> known.path("name").asText().equals(screen.path("module")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
        var data = new HashMap<String, Object>();
        data.put("title", module.path("name").asText());
        data.put("all", screen.base() + LIST);
        data.put("facts", OnePage.Fact.of(screen, module, COLUMNS));
        data.put(
                "table",
                screen.base() + "/console/tables/"
                        + Pages.segment(module.path("table").asText()));
        data.put("preview", screen.base() + "/api/public/" + Pages.segment(screen.path("module")) + "/");
        data.put("url", screen.call().terms().publicUrl().toString());
        data.put("hasValues", !module.path("values").asText().isEmpty());
        return screens.show(screen, "module", data);
    }
}
