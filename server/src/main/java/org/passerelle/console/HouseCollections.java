package org.passerelle.console;

import static org.passerelle.console.Column.code;
import static org.passerelle.console.Column.flag;
import static org.passerelle.console.Column.number;
import static org.passerelle.console.Column.state;
import static org.passerelle.console.Column.text;
import static org.passerelle.console.Column.time;

import java.util.List;

/** What goes on here. */
final class HouseCollections {

    static final List<Collection> ALL = List.of(
            Collection.of("audit", Menu.Part.WATCH, "audit")
                    .listedBy("audit.events")
                    .foundInList()
                    .shows(
                            time("time"),
                            text("user"),
                            text("actor"),
                            code("operation"),
                            text("target"),
                            text("result"),
                            flag("dryRun"),
                            text("address"),
                            code("requestId")),
            Collection.of("usage", Menu.Part.WATCH, "chart")
                    .knownBy("")
                    .shows(text("day"), text("name"), number("requests"), number("refusals"), number("rows")),
            Collection.of("sessions", Menu.Part.WATCH, "session")
                    .removedBy("sessions.end")
                    .shows(
                            text("user"),
                            text("actor"),
                            text("credential"),
                            text("address"),
                            text("userAgent"),
                            time("start"),
                            time("lastSeen"),
                            state("status")),
            Collection.of("license", Menu.Part.SERVER, "license")
                    .knownBy("user")
                    .listedBy("license.users.list")
                    .foundInList()
                    .removedBy("license.users.remove")
                    .shows(text("user"), state("type"), time("since")),
            Collection.of("settings", Menu.Part.SERVER, "settings")
                    .knownBy("name")
                    .shows(code("name"), text("value"), text("defaultValue"), state("origin"), flag("restart")),
            Collection.of("slow-queries", Menu.Part.SERVER, "slow")
                    .knownBy("")
                    .listedBy("system.slow")
                    .shows(time("time"), text("connection"), code("statement"), number("millis"), code("requestId")));

    private HouseCollections() {}
}
