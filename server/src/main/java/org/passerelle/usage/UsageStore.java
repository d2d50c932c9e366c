package org.passerelle.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.usage.Counts.Line;
import org.passerelle.usage.Counts.Sum;

/** The counts in the catalogue, a line for each day, key, user and operation. Several nodes add to the same lines. */
final class UsageStore {

    private final Catalogue catalogue;

    UsageStore(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A line of a report. */
    record Total(LocalDate day, String name, Sum sum) {}

    /** Adds all of it or nothing. @param until the days before are forgotten */
    void add(Map<Line, Sum> sums, LocalDate until) {
        catalogue.change(unit -> {
            sums.forEach((line, sum) -> unit.run(
                    "INSERT INTO usage_count (day, api_key, account, operation, requests, refusals, row_count)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, api_key, account, operation) DO UPDATE SET"
                            + " requests = usage_count.requests + excluded.requests,"
                            + " refusals = usage_count.refusals + excluded.refusals,"
                            + " row_count = usage_count.row_count + excluded.row_count",
                    line.day().toString(),
                    line.key(),
                    line.user(),
                    line.operation(),
                    sum.requests(),
                    sum.refusals(),
                    sum.rows()));
            unit.run("DELETE FROM usage_count WHERE day < ?", until.toString());
            return sums;
        });
    }

    /** By day and name, days in order; from and to are within. @param user whose use alone is counted; empty for everybody's */
    List<Total> totals(By by, String user, LocalDate from, LocalDate to) {
        return catalogue.all(
                row -> new Total(
                        LocalDate.parse(row.text("day")),
                        row.text("name"),
                        new Sum(row.big("requests"), row.big("refusals"), row.big("row_count"))),
                "SELECT day, " + by.column() + " AS name, SUM(requests) AS requests, SUM(refusals) AS refusals,"
                        + " SUM(row_count) AS row_count FROM usage_count WHERE day >= ? AND day <= ?"
                        + (user.isEmpty() ? "" : " AND account = ?")
                        + " GROUP BY day, " + by.column() + " ORDER BY day, " + by.column(),
                user.isEmpty()
                        ? new Object[] {from.toString(), to.toString()}
                        : new Object[] {from.toString(), to.toString(), user});
    }

    /** What a report is about. */
    enum By {
        KEY("api_key"),
        USER("account"),
        OPERATION("operation");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }
}
