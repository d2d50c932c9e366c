package org.passerelle.gate;

import java.nio.charset.StandardCharsets;

/** Spoilt bodies in every format, for what changes records and for administration. */
final class FuzzedBody {

    private final Spoiler spoiler;

    /** A body and where it goes. */
    record Sent(String method, String path, String type, byte[] body) {}

    FuzzedBody(Spoiler spoiler) {
        this.spoiler = spoiler;
    }

    Sent next() {
        return switch (spoiler.below(10)) {
            case 0, 1 -> json("POST", "/api/tickets", record());
            case 2 -> json(spoiler.of("PATCH", "PUT"), "/api/tickets/1", record());
            case 3 -> json("POST", "/api/item/tickets/1", record());
            case 4, 5 ->
                json(
                        spoiler.of("POST", "PUT"),
                        "/api/items/" + spoiler.of("tickets", "clients", "commandes"),
                        "[" + rows(",") + "]");
            case 6 -> sent("POST", "/api/items/tickets", "application/x-ndjson", rows("\n"));
            case 7 -> sent("POST", "/api/items/clients", "text/csv", csv());
            case 8 ->
                sent(
                        "POST",
                        spoiler.of("/api/tickets", "/api/items/tickets"),
                        spoiler.of("application/xml", "text/xml"),
                        xml());
            default -> administration();
        };
    }

    private Sent json(String method, String path, String body) {
        return sent(
                method,
                path,
                spoiler.of(
                        "application/json",
                        "application/json",
                        "application/merge-patch+json",
                        "application/json-patch+json"),
                body);
    }

    private Sent sent(String method, String path, String type, String body) {
        byte[] bytes = spoiler.once(40) ? body.getBytes(StandardCharsets.UTF_16) : Spoiler.utf8(body);
        return new Sent(method, path, type, spoiler.once(3) ? bytes : spoiler.spoil(bytes));
    }

    private String value() {
        return switch (spoiler.below(12)) {
            case 0 -> "[".repeat(1 + spoiler.below(spoiler.once(20) ? 5_000 : 100));
            case 1 -> "{\"a\":".repeat(1 + spoiler.below(100)) + "1" + "}".repeat(spoiler.below(100));
            case 2 -> spoiler.of("null", "true", "false", "[]", "{}", "[null]", "NaN", "-", "01", "1.", ".5", "'x'");
            case 3, 4 ->
                spoiler.of(
                                "0",
                                "1",
                                "-1",
                                "1.5",
                                "1e400",
                                "-1e-400",
                                "9007199254740993",
                                "9223372036854775808",
                                "1E+2147483647",
                                "100",
                                "99")
                        + (spoiler.once(10) ? "9".repeat(spoiler.below(3_000)) : "");
            case 5 ->
                "\"" + spoiler.of("\\ud800", "\\udc00\\ud800", "\\u0000", "\\u", "\\x", "\\", "\n", "\\ud83d\\ude00")
                        + "\"";
            default ->
                "\""
                        + spoiler.part(spoiler.of("a", "2016-07-05", "12.5", "Open", "1"))
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                        + "\"";
        };
    }

    private String name() {
        return spoiler.once(5)
                ? spoiler.part("subject").replace("\\", "\\\\").replace("\"", "\\\"")
                : spoiler.of(
                        "subject",
                        "status",
                        "progress",
                        "project",
                        "due_date",
                        "description",
                        "id",
                        "created_at",
                        "priority",
                        "nom",
                        "cle",
                        "effectif",
                        "chiffre_affaires",
                        "date_creation",
                        "actif",
                        "num_commande");
    }

    private String record() {
        var members = new StringBuilder("{").append(spoiler.once(8) ? "" : "\"subject\":\"x\"");
        for (int i = spoiler.below(4); i > 0; i--) {
            members.append(members.length() > 1 ? "," : "")
                    .append('"')
                    .append(name())
                    .append("\":")
                    .append(value());
        }
        return members.append('}').toString();
    }

    private String rows(String between) {
        var rows = new StringBuilder();
        for (int i = spoiler.below(4); i >= 0; i--) {
            String cle = spoiler.once(4) ? value() : "\"" + spoiler.below(20) + "\"";
            rows.append("{\"cle\":")
                    .append(cle)
                    .append(",\"")
                    .append(name())
                    .append("\":")
                    .append(value())
                    .append('}')
                    .append(i > 0 ? between : "");
        }
        return rows.toString();
    }

    private String csv() {
        String separator = spoiler.part(",");
        var csv = new StringBuilder("cle")
                .append(separator)
                .append(name())
                .append(separator)
                .append("nom\r\n");
        for (int i = spoiler.below(4); i >= 0; i--) {
            csv.append("k").append(spoiler.below(5)).append(separator);
            csv.append(spoiler.of("\"", "", "\"\"", "\"a\"b"))
                    .append(spoiler.part("1"))
                    .append(spoiler.of("\"", "", "\"\""));
            csv.append(separator).append(spoiler.part("x")).append(spoiler.of("\r\n", "\n", "\r", ""));
        }
        return csv.toString();
    }

    private String xml() {
        return switch (spoiler.below(9)) {
            case 0 ->
                "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><t><subject>&c;</subject></t>";
            case 1 ->
                "<!DOCTYPE t SYSTEM \"" + spoiler.of("file:///etc/passwd", "http://127.0.0.1:1/x.dtd")
                        + "\"><t><subject>x</subject></t>";
            case 2 -> "<!DOCTYPE t [<!ENTITY % p SYSTEM \"file:///etc/passwd\">%p;]><t><subject>x</subject></t>";
            case 3 -> "<a>".repeat(1 + spoiler.below(500));
            case 4 ->
                "<?xml version=\"1." + spoiler.below(3) + "\" encoding=\"" + spoiler.part("UTF-8")
                        + "\"?><t><subject>x</subject></t>";
            case 5 ->
                "<t " + "a='b' ".repeat(spoiler.below(3))
                        + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><subject xsi:nil=\"true\"/></t>";
            case 6 ->
                "<rows><row><cle>" + spoiler.below(9) + "</cle><field name=\"" + name() + "\">" + spoiler.part("1")
                        + "</field></row></rows>";
            default ->
                "<t><subject>" + spoiler.part("x") + "</subject><" + name() + ">" + spoiler.part("1") + "</" + name()
                        + "></t>";
        };
    }

    private Sent administration() {
        String text = value();
        return switch (spoiler.below(6)) {
            case 0 ->
                json(
                        "POST",
                        "/api/v1/views",
                        "{\"table\":\"tickets\",\"key\":" + text + ",\"columns\":[{\"name\":" + value()
                                + "}],\"filter\":" + value() + ",\"sort\":" + value() + ",\"rowPerPage\":" + value()
                                + "}");
            case 1 ->
                json(
                        "POST",
                        "/api/v1/connections",
                        "{\"id\":" + text + ",\"url\":\"jdbc:" + spoiler.part("sqlite:")
                                + spoiler.part(":memory:").replace("\"", "\\\"") + "\",\"type\":" + value() + "}");
            case 2 ->
                json(
                        "PUT",
                        "/api/v1/tables/tickets",
                        "{\"name\":" + text + ",\"key\":" + value() + ",\"open\":" + value() + "}");
            case 3 ->
                json(
                        "POST",
                        "/api/v1/auth/apikeys",
                        "{\"name\":" + text + ",\"expires\":" + value() + ",\"permissions\":{\"data\":" + value()
                                + "}}");
            case 4 ->
                json(
                        "POST",
                        "/api/v1/users",
                        "{\"id\":" + text + ",\"name\":" + value() + ",\"acls\":[" + value() + "],\"kind\":" + value()
                                + "}");
            default ->
                json(
                        "POST",
                        "/api/v1/roles",
                        "{\"name\":" + text + ",\"tables\":{\"tickets\":{\"actions\":[\"list\"],\"rowFilter\":"
                                + value() + ",\"columns\":" + value() + "}},\"parent\":" + value() + "}");
        };
    }
}
