package org.passerelle.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Doc;
import org.passerelle.report.Report.Kind;

/** A report as a client writes and sees it. */
public record ReportBody(
        @Doc(value = "Its id; made of the name when left out", example = "clients-77") @Nullable
        String id,

        @Doc(value = "What people call it", example = "Clients of Seine-et-Marne") @Nullable
        String name,

        @Doc(value = "The view that it lists, by key or number", example = "clients") @Nullable
        String view,

        @Doc(value = "An advanced search; none for all rows of the view", example = "cp|start|77|") @Nullable
        String advancedSearch,

        @Doc("The columns that it shows, in the view's order; none for all of the view's") @Nullable
        List<String> columns,

        @Doc(value = "csv, ndjson or xlsx; csv when left out", example = "csv") @Nullable
        String format,

        @Doc(value = "Whose it is; given by the server", example = "anne") @Nullable
        String owner,

        @Doc(value = "When it was made; given by the server", example = "2026-11-22T08:30:00.000+0000") @Nullable
        Instant created) {

    private static final int LONGEST = 500;

    static ReportBody of(Report report) {
        return new ReportBody(
                report.id(),
                report.name(),
                report.view(),
                report.search(),
                report.columns(),
                report.format().word(),
                report.user(),
                report.created());
    }

    /** @throws Fault 400 for what cannot be a report */
    Report report(String newId, String user, Instant at) {
        return new Report(
                newId,
                user,
                text("name", name),
                text("view", view),
                advancedSearch == null || advancedSearch.isBlank() ? null : advancedSearch,
                columns == null ? List.of() : columns(columns),
                kind(),
                at);
    }

    private static String text(String member, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Fault.badMember(member, "is missing");
        }
        if (value.length() > LONGEST) {
            throw Fault.badMember(member, "is longer than {} characters", LONGEST);
        }
        return value;
    }

    private static List<String> columns(List<String> columns) {
        if (columns.stream().anyMatch(c -> c == null || c.isBlank() || c.contains("\n") || c.contains(","))) {
            throw Fault.badMember("columns", "must be names of columns");
        }
        return List.copyOf(columns);
    }

    private Kind kind() {
        String wanted = Objects.requireNonNullElse(format, Kind.CSV.word());
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Fault.badMember("format", "must be csv, ndjson or xlsx"));
    }
}
