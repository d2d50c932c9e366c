package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;
import org.passerelle.report.Reports;

/** Asks for the file of a saved report of its account, as {@code POST /api/v1/reports/{id}/run} does: {@code {report}}. */
@Singleton
final class ReportWork implements TaskWork {

    private final Instance<Reports> reports;

    @Inject
    ReportWork(Instance<Reports> reports) {
        this.reports = reports;
    }

    @Override
    public String kind() {
        return "report";
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        String report = Given.text(parameters, "report");
        if (!reports.get().may(by, report)) {
            throw Fault.inconsistent("parameters: you have no report {}", report);
        }
    }

    @Override
    public Optional<String> follows(JsonNode parameters) {
        return Optional.of("action.completed");
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        String report = Given.text(task.parameters(), "report");
        return unit -> reports.get()
                .run(unit, report, TaskWork.asker(by, task.id()))
                .map(TaskWork::goesOn)
                .orElseThrow(() -> Fault.notFound("There is no report {} any more.", report));
    }
}
