package org.passerelle.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Reports in the catalogue. */
final class ReportStore {

    private ReportStore() {}

    /** @param user whose, or null for everybody's */
    static List<Report> all(Source source, @Nullable String user) {
        return user == null
                ? source.all(ReportStore::report, "SELECT * FROM report")
                : source.all(ReportStore::report, "SELECT * FROM report WHERE account = ?", user);
    }

    static Optional<Report> find(Source source, String id) {
        return source.one(ReportStore::report, "SELECT * FROM report WHERE id = ?", id);
    }

    static void save(Unit unit, Report report) {
        delete(unit, report.id());
        unit.run(
                "INSERT INTO report (id, account, name, view, search, columns, format, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                report.id(),
                report.user(),
                report.name(),
                report.view(),
                report.search(),
                String.join("\n", report.columns()),
                report.format().name(),
                report.created().toEpochMilli());
    }

    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM report WHERE id = ?", id);
    }

    private static Report report(Row row) {
        return new Report(
                row.text("id"),
                row.text("account"),
                row.text("name"),
                row.text("view"),
                row.textOrNull("search"),
                row.words("columns"),
                Report.Kind.valueOf(row.text("format")),
                row.moment("created"));
    }
}
