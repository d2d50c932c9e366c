package org.passerelle.audit;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.catalogue.Source;
import org.passerelle.fault.Fault;
import org.passerelle.format.Times;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;

/**
 * Which lines are asked for: those for which all conditions hold.
 *
 * @param conditions SQL with a place for each value
 */
record Search(List<String> conditions, List<Object> values) {

    /** Says the parameters. */
    static Operation.Builder declared(Operation.Builder operation) {
        return operation
                .query("user", "For whom", "anne")
                .query("actor", "Who did it, when acting for the user", "bob")
                .query("operation", "The operation's name", "users.create")
                .query("target", "What it was done to", "carol")
                .query("result", "The HTTP status", "403")
                .query("from", "The first moment", "2026-11-01T00:00:00.000+0000")
                .query("to", "The moment before which it happened", "2026-11-22T00:00:00.000+0000")
                .query("address", "From where", "192.0.2.7")
                .query("requestId", "The request, as X-Request-Id names it", "2so70ddo-c3")
                .query("dryRun", "true: rehearsals only; false: none of them", "false");
    }

    /** @throws Fault 400 for what is no moment and no flag */
    static Search of(Params query, ZoneId zone) {
        var search = new Search(new ArrayList<>(), new ArrayList<>());
        search.equal("account", query, "user");
        search.equal("actor", query, "actor");
        search.equal("operation", query, "operation");
        search.equal("target", query, "target");
        search.equal("address", query, "address");
        search.equal("request", query, "requestId");
        search.moment("time >= ?", query, "from", zone);
        search.moment("time < ?", query, "to", zone);
        String result = query.one("result");
        if (result != null) {
            search.conditions.add("(result = ? OR result LIKE ?)"); // alone, or counted together
            search.values.addAll(List.of(result, result.replaceAll("[%_]", "") + " x%"));
        }
        String dryRun = query.one("dryRun");
        if (dryRun != null) {
            search.conditions.add("dry_run = ?");
            search.values.add(flag(dryRun));
        }
        return search;
    }

    private void equal(String column, Params query, String parameter) {
        String value = query.one(parameter);
        if (value != null) {
            conditions.add(column + " = ?");
            values.add(value.replace('\0', '\uFFFD')); // which PostgreSQL does not take, and no line has
        }
    }

    private void moment(String condition, Params query, String parameter, ZoneId zone) {
        String value = query.one(parameter);
        if (value != null) {
            try {
                values.add(Times.parse(value, zone).toInstant().toEpochMilli());
            } catch (DateTimeException | ArithmeticException e) {
                throw Fault.badRequest("{} must be a moment such as 2026-11-22T08:30:00.000+0000.", parameter);
            }
            conditions.add(condition);
        }
    }

    private static int flag(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw Fault.badRequest("dryRun must be true or false.");
        };
    }

    /** Newest first. @param before the number that all of them are below */
    List<Numbered> newest(Source source, long before, int limit) {
        var all = new ArrayList<>(List.of("number < ?"));
        all.addAll(conditions);
        var given = new ArrayList<Object>(List.of(before));
        given.addAll(values);
        given.add(limit);
        return source.all(
                Numbered::of,
                "SELECT " + Numbered.COLUMNS + " FROM audit_line WHERE " + String.join(" AND ", all)
                        + " ORDER BY number DESC LIMIT ?",
                given.toArray());
    }
}
