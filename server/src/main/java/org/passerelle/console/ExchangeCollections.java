package org.passerelle.console;

import static org.passerelle.console.Column.code;
import static org.passerelle.console.Column.flag;
import static org.passerelle.console.Column.list;
import static org.passerelle.console.Column.number;
import static org.passerelle.console.Column.state;
import static org.passerelle.console.Column.text;
import static org.passerelle.console.Column.time;

import java.util.List;

/** What leaves by itself: events, and who is told of them. */
final class ExchangeCollections {

    static final List<Collection> ALL = List.of(
            Collection.of("webhooks", Menu.Part.EXCHANGE, "webhook")
                    .telling("secret")
                    .shows(code("id"), text("url"), text("description"), list("events"), list("tables"), flag("active"))
                    .asks(
                            Field.text("url").needed(),
                            Field.text("description"),
                            Field.lines("events"),
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
                    .shows(code("id"), text("name"), text("schedule"), state("status"), time("next"))
                    .deed("run", "tasks.run"),
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
