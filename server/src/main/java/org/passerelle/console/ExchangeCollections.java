package org.passerelle.console;

import static org.passerelle.console.Column.code;
import static org.passerelle.console.Column.flag;
import static org.passerelle.console.Column.list;
import static org.passerelle.console.Column.number;
import static org.passerelle.console.Column.state;
import static org.passerelle.console.Column.text;
import static org.passerelle.console.Column.time;

import java.util.List;
import org.passerelle.event.Family;

/** What leaves by itself: events, and who is told of them. */
final class ExchangeCollections {

    static final List<Collection> ALL = List.of(
            Collection.of("webhooks", Menu.Part.EXCHANGE, "webhook")
                    .telling("secret")
                    .shows(code("id"), text("url"), text("description"), list("events"), list("tables"), flag("active"))
                    .asks(
                            Field.text("url").needed(),
                            Field.text("description"),
                            Field.many("events", "events.list", "name", Family.interests()),
                            Field.many("tables", "tables.list", "name"),
                            Field.basic("basic"),
                            Field.headers("headers"),
                            Field.flag("ordered"),
                            Field.choice("bulk", "each", "list"),
                            Field.flag("active"))
                    .deed("ping", "webhooks.ping")
                    .graveDeed("rotate", "webhooks.secret.rotate")
                    .leaf("deliveries", "webhooks.deliveries"),
            Collection.of("events", Menu.Part.EXCHANGE, "event")
                    .knownBy("name")
                    .hearing("events.stream")
                    .shows(code("name"), text("description"), flag("active"))
                    .asks(Field.text("name").needed().firstOnly(), Field.text("description"), Field.flag("active"))
                    .deed("fire", "events.fire"),
            Collection.of("tasks", Menu.Part.EXCHANGE, "task")
                    .shows(
                            code("id"),
                            text("name"),
                            state("kind"),
                            code("cron"),
                            code("event"),
                            flag("active"),
                            text("account"),
                            time("upcoming"))
                    .asks(
                            Field.text("name").needed(),
                            Field.choice("kind", "export", "report", "fireEvent", "purge", "refreshSchema", "sql"),
                            Field.text("parameters.view").when("kind", "export"),
                            Field.choice("parameters.format", "csv", "json", "ndjson", "xml")
                                    .when("kind", "export"),
                            Field.one("parameters.report", "reports.list", "id").when("kind", "report"),
                            Field.one("parameters.event", "events.list", "name").when("kind", "fireEvent"),
                            Field.json("parameters.parameters").when("kind", "fireEvent"),
                            Field.choice("parameters.of", "deliveries", "runs").when("kind", "purge"),
                            Field.number("parameters.days").when("kind", "purge"),
                            Field.one("parameters.connection", "connections.list", "id")
                                    .when("kind", "refreshSchema", "sql"),
                            Field.area("parameters.statement").when("kind", "sql"),
                            Field.text("cron"),
                            Field.text("timeZone"),
                            Field.text("event"),
                            Field.flag("active"))
                    .deed("run", "tasks.run")
                    .panel(
                            "runs",
                            "tasks.runs",
                            "",
                            "",
                            time("planned"),
                            state("status"),
                            text("message"),
                            text("cause")),
            Collection.of("reports", Menu.Part.EXCHANGE, "download")
                    .shows(code("id"), text("name"), code("view"), code("format"), text("owner"), time("created"))
                    .asks(
                            Field.text("name").needed(),
                            Field.text("view").needed(),
                            Field.text("advancedSearch"),
                            Field.lines("columns"),
                            Field.choice("format", "csv", "ndjson", "xlsx"))
                    .deed("run", "reports.run"),
            Collection.of("actions", Menu.Part.WATCH, "action")
                    .removedBy("actions.cancel")
                    .shows(
                            number("id"),
                            text("process"),
                            text("resourceName"),
                            state("status"),
                            number("progress"),
                            text("submittedBy"),
                            time("submittedAt")));

    private ExchangeCollections() {}
}
