package org.passerelle.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Ids;

/** Reports: one's own, and with system:r those of others, which only their owners change. */
@Singleton
final class ReportKeeper implements Crud.Keeper<Report, ReportBody> {

    private static final Pattern ID = Pattern.compile("[^/\\s\\p{Cntrl}?#%,]{1,200}");

    private final Catalogue catalogue;
    private final Reports reports;
    private final Clock clock;

    @Inject
    ReportKeeper(Catalogue catalogue, Reports reports, Clock clock) {
        this.catalogue = catalogue;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public List<Report> all(Call call) {
        return ReportStore.all(
                catalogue, seesAll(call.caller()) ? null : call.caller().user());
    }

    @Override
    public Optional<Report> find(Call call, String id) {
        Source source = call.unit().map(Source.class::cast).orElse(catalogue);
        return ReportStore.find(source, id).filter(report -> seesAll(call.caller()) || isOwn(call, report));
    }

    private static boolean seesAll(Caller caller) {
        return caller.level(ApiType.SYSTEM).holds(Level.R);
    }

    private static boolean isOwn(Call call, Report report) {
        return report.user().equals(call.caller().user());
    }

    @Override
    public String id(Report report) {
        return report.id();
    }

    @Override
    public Object view(Report report) {
        return ReportBody.of(report);
    }

    @Override
    public Report add(Call call, Crud.Wanted<ReportBody> wanted) {
        Unit unit = call.change();
        String chosen = wanted.body().id();
        String name = wanted.body().name();
        String id = chosen == null
                ? Ids.free(
                        Ids.slug(name == null ? "" : name, "report"),
                        taken -> ReportStore.find(unit, taken).isPresent())
                : chosen;
        if (!ID.matcher(id).matches()) {
            throw Fault.badMember("id", "must be 1 to 200 characters that may stand in an address");
        }
        if (ReportStore.find(unit, id).isPresent()) {
            throw Catalogue.taken("The report", id);
        }
        return saved(
                call,
                wanted.body().report(id, call.caller().user(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public Report change(Call call, Report before, Crud.Wanted<ReportBody> wanted) {
        mustBeOwn(call, before);
        return saved(call, wanted.body().report(before.id(), before.user(), before.created()));
    }

    private Report saved(Call call, Report report) {
        reports.check(call.caller(), report);
        ReportStore.save(call.change(), report);
        return report;
    }

    @Override
    public void remove(Call call, Report report) {
        mustBeOwn(call, report);
        ReportStore.delete(call.change(), report.id());
    }

    private static void mustBeOwn(Call call, Report report) {
        if (!isOwn(call, report)) {
            throw Fault.forbidden("A report is changed by its owner only.");
        }
    }
}
