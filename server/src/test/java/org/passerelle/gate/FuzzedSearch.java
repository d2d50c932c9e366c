package org.passerelle.gate;

import java.io.ByteArrayOutputStream;

/** Spoilt searches, queries and addresses of the demo's small tables. */
final class FuzzedSearch {

    private final Spoiler spoiler;

    FuzzedSearch(Spoiler spoiler) {
        this.spoiler = spoiler;
    }

    private String column() {
        return spoiler.part(spoiler.of(
                "id",
                "subject",
                "status",
                "progress",
                "due_date",
                "created_at",
                "nom",
                "effectif",
                "chiffre_affaires",
                "date_creation",
                "actif",
                "name",
                "budget",
                "project",
                "project.name",
                "client.nom",
                "cle"));
    }

    private String operator() {
        return spoiler.part(spoiler.of(
                "contain",
                "notcontain",
                "equal",
                "notequal",
                "start",
                "end",
                "greater",
                "greaterequal",
                "less",
                "lessequal",
                "between",
                "in",
                "empty",
                "notempty"));
    }

    private String value() {
        return spoiler.part(spoiler.of("a", "1", "2016-07-05", "1;2", "2016-01-01;2017-01-01", "true", "12.50", ""));
    }

    private String advanced() {
        var search = new StringBuilder();
        for (int i = spoiler.below(4); i >= 0; i--) {
            search.append(column())
                    .append('|')
                    .append(operator())
                    .append('|')
                    .append(value())
                    .append(spoiler.part("|"));
            if (i > 0) {
                search.append(spoiler.part(spoiler.of("AND", "OR", "ET", "OU"))).append('|');
            }
        }
        String text = search.toString();
        return spoiler.once(6) ? text.replace("|", "\\|") : text;
    }

    private String rsql() {
        String compare = column()
                + spoiler.part(spoiler.of("==", "!=", "=gt=", "=in=", "=out=", "=contain=", "=between=", ">", "<="));
        String value = spoiler.once(3) ? "(" + value() + "," + value() + ")" : spoiler.of("'" + value() + "'", value());
        String one = compare + value;
        return switch (spoiler.below(5)) {
            case 0 -> "(".repeat(spoiler.below(200)) + one;
            case 1 -> one + spoiler.of(";", ",", " and ", " or ") + one;
            case 2 -> "(" + one + ")" + spoiler.of(";", ",") + one;
            default -> one;
        };
    }

    private String sort() {
        return spoiler.part(spoiler.of("-", "+", "")) + column() + spoiler.part(",") + column();
    }

    /** The options of a list by view, as header lines. */
    byte[] headers() {
        var head = new ByteArrayOutputStream();
        line(head, "advancedSearch", advanced());
        if (spoiler.once(3)) {
            line(
                    head,
                    spoiler.of("textSearch", "page", "onlyVisible", "columns", "colums"),
                    spoiler.part(spoiler.of("a", "1", "on")));
        }
        return head.toByteArray();
    }

    private void line(ByteArrayOutputStream head, String name, String value) {
        head.writeBytes(Spoiler.utf8(name + ": "));
        head.writeBytes(spoiler.header(value));
        head.writeBytes(new byte[] {'\r', '\n'});
    }

    /** A list with its options in the query. */
    String address() {
        var address = new StringBuilder(spoiler.of(
                "/api/list/tickets/?rowPerPage=2",
                "/api/list/clients?rowPerPage=2",
                "/api/tickets?limit=2",
                "/api/clients?limit=2",
                "/api/projects?page=0&size=2"));
        for (int i = spoiler.below(3); i >= 0; i--) {
            address.append('&').append(parameter());
        }
        return address.toString();
    }

    private String parameter() {
        return switch (spoiler.below(9)) {
            case 0, 1 -> "advancedSearch=" + spoiler.encoded(advanced());
            case 2 -> "filter=" + spoiler.encoded(rsql());
            case 3 -> "sort=" + spoiler.encoded(sort());
            case 4 -> "fields=" + spoiler.encoded(column() + "," + column());
            case 5 -> spoiler.encoded(column()) + "=" + spoiler.encoded(value());
            case 6 -> spoiler.encoded(column() + "[" + operator() + "]") + "=" + spoiler.encoded(value());
            case 7 ->
                spoiler.of(
                                "q",
                                "textSearch",
                                "cursor",
                                "count",
                                "numbers",
                                "page",
                                "limit",
                                "group",
                                "include",
                                "changedSince")
                        + "="
                        + spoiler.encoded(
                                spoiler.part(spoiler.of("a", "WyJpZCIsIjEiXQ", "W251bGxd", "1", "exact", "text")));
            default ->
                spoiler.encoded(spoiler.atom()) + spoiler.of("=", "", "==", "=&") + spoiler.encoded(spoiler.atom());
        };
    }

    /** An address of which every part may be spoilt. */
    String path() {
        String path = spoiler.of(
                "/api/list/tickets/?rowPerPage=1",
                "/api/item/tickets/1",
                "/api/tickets/1",
                "/api/tickets?limit=1",
                "/api/items/tickets",
                "/itcare/api/instances/1",
                "/ddenterpriseapi/api/v1/auth/me",
                "/api/oauth2/list/tickets",
                "/api/v1/tables/tickets",
                "/api/v1/views/1170",
                "/api/v1/connections/demo",
                "/api/v1/users/admin",
                "/api/v9/users",
                "/health/live",
                "/nosuch/1/2");
        var spoilt = new StringBuilder();
        int query = path.indexOf('?');
        for (String segment :
                (query < 0 ? path : path.substring(0, query)).substring(1).split("/")) {
            spoilt.append(spoiler.once(12) ? "//" : "/");
            spoilt.append(
                    !segment.equals("itcare") && spoiler.once(4)
                            ? spoiler.encoded(spoiler.part(segment)).replace("?", "%3F")
                            : segment);
        }
        spoilt.append(spoiler.of(
                "", "", "/", "//", "/.", "/..", "/%2e%2e/%2e%2e/config.ini", ";a=b", "%00", "%2F", "%c0%ae", "%"));
        if (query >= 0 || spoiler.once(3)) {
            spoilt.append('?')
                    .append(query < 0 ? "" : path.substring(query + 1) + "&")
                    .append(spoiler.once(2) ? parameter() : "");
        }
        return spoilt.toString();
    }
}
