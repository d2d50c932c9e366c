package org.passerelle.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.Right;
import org.passerelle.action.ActionView;
import org.passerelle.action.Deferred;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/reports}: saved lists, and their files. */
@Singleton
final class ReportOperations implements Capability {

    private static final String PATH = "/api/v1/reports";

    private final ReportKeeper keeper;
    private final Reports reports;

    @Inject
    ReportOperations(ReportKeeper keeper, Reports reports) {
        this.keeper = keeper;
        this.reports = reports;
    }

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind(PATH, "report", "a report", Tag.DATA, Right.own(), Right.own(), Topic.REPORTS);
        return Stream.concat(
                        new Crud<>(kind, ReportBody.class, ReportBody.class, keeper).operations().stream(),
                        Stream.of(run()))
                .toList();
    }

    private Operation run() {
        return Operation.post(PATH + "/{id}/run")
                .named("reports.run", "Ask for the file of a report")
                .tag(Tag.DATA)
                .needs(Right.own())
                .answers(202, Shape.of(ActionView.class, "action"))
                .changes(DryRun.CATALOGUE)
                .by(this::run);
    }

    /** For oneself: whoever runs another's report sees of it what he may. */
    private Reply run(Call call) {
        Report report = keeper.find(call, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no report {}.", call.path("id")));
        var asker = Deferred.Asker.of(
                call.caller(), call.terms().address(), call.terms().requestId());
        reports.check(call.caller(), report);
        return call.dryRun() ? reports.rehearse(report, asker) : reports.run(call.change(), report, asker);
    }
}
