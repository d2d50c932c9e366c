package org.passerelle.console;

import static org.passerelle.console.Column.code;
import static org.passerelle.console.Column.count;
import static org.passerelle.console.Column.flag;
import static org.passerelle.console.Column.list;
import static org.passerelle.console.Column.state;
import static org.passerelle.console.Column.text;
import static org.passerelle.console.Column.whole;

import java.util.List;

/** What there is to open: databases, their tables, lists made of them. */
final class DataCollections {

    static final List<Collection> ALL = List.of(
            Collection.of("connections", Menu.Part.DATA, "database")
                    .shows(code("id"), text("name"), text("type"), code("url"), flag("readOnly"), state("status"))
                    .asks(
                            Field.text("id").firstOnly(),
                            Field.text("name").needed(),
                            Field.text("url").needed(),
                            Field.text("user"),
                            Field.secret("password"),
                            Field.many("roles", "roles.list", "id"),
                            Field.flag("readOnly"),
                            Field.number("statementTimeout"),
                            Field.number("rowCap"))
                    .triedBy("connections.probe")
                    .deed("test", "connections.test")
                    .deed("refresh", "connections.refresh")
                    .panel(
                            "tables",
                            "tables.list",
                            "connection",
                            "tables",
                            code("name"),
                            flag("open"),
                            count("columns")),
            Collection.of("tables", Menu.Part.DATA, "table")
                    .knownBy("name")
                    .shows(
                            code("name"),
                            text("connection"),
                            flag("open"),
                            flag("sensitive"),
                            flag("readOnly"),
                            code("key"),
                            count("columns"))
                    .asks(
                            Field.flag("open"),
                            Field.text("name"),
                            Field.text("key"),
                            Field.flag("sensitive"),
                            Field.publication("public"))
                    .panel(
                            "columns",
                            "",
                            "columns",
                            "",
                            code("name"),
                            whole("type"),
                            flag("required"),
                            flag("primaryKey"),
                            code("references"))
                    .panel(
                            RightPages.PANEL,
                            "roles.list",
                            "tables",
                            "",
                            code("id"),
                            list("actions"),
                            list("columns"),
                            code("rowFilter"))
                    .panel("views", "views.list", "table", "views", whole("id"), code("key"), text("title")),
            Collection.of("views", Menu.Part.DATA, "view")
                    .shows(whole("id"), code("key"), text("title"), code("table"), count("columns"), code("sort"))
                    .asks(
                            Field.text("title").needed(),
                            Field.text("key"),
                            Field.one("table", "tables.list", "name").needed(),
                            Field.columns("columns", "table"),
                            Field.text("filter"),
                            Field.text("sort"),
                            Field.number("rowPerPage")));

    private DataCollections() {}
}
