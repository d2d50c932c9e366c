package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/audit}: who did what, when, from where; of the whole log what is asked for, and up to which line its chain was verified. */
@Singleton
final class AuditPages implements Capability {

    private static final List<String> WHICH = List.of("user", "operation", "target", "result", "from", "to");

    private final Screens screens;

    @Inject
    AuditPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(screens.get("/console/audit", "audit", "The audit log", this::list));
    }

    private Reply list(Screen screen) {
        Collection lines = Collections.find("audit").orElseThrow();
        Map<String, String> which = Which.of(screen.call().query().values(), WHICH);
        Ask ask = Ask.of(lines.verbs().list()).query(which);
        JsonNode found = screen.api().all(ask);
        if (screen.query("as").equals("csv")) {
            return CsvFile.of(lines.id(), Listing.file(screen, lines.columns(), found));
        }
        JsonNode log = screen.api().read(Ask.of("audit.get"));
        var data = CollectionPages.data(screen, lines);
        data.put(
                "listing",
                Listing.of(
                        screen,
                        Listing.Place.main(screen).of(which),
                        lines.columns(),
                        found,
                        line -> CollectionPages.address(screen, lines, line)));
        data.put("mayCreate", false);
        data.put("running", log.path("running").asBoolean());
        data.put("verified", log.path("verified").asLong());
        data.put("lines", log.path("lines").asLong());
        WHICH.forEach(name -> data.put("which_" + name, screen.query(name)));
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "audit", data);
    }
}
