package org.passerelle.report;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.access.Caller;
import org.passerelle.action.Actions;
import org.passerelle.action.Deferred;
import org.passerelle.action.Repeater;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Reply;

/** Runs reports. Thread-safe. */
@Singleton
public final class Reports {

    /** The operation that a report is a call of. */
    private static final String LIST = "data.list";

    private final Catalogue catalogue;
    private final Actions actions;
    private final Instance<Repeater> repeater;

    @Inject
    Reports(Catalogue catalogue, Actions actions, Instance<Repeater> repeater) {
        this.catalogue = catalogue;
        this.actions = actions;
        this.repeater = repeater;
    }

    /**
     * Whether there is such a report of the caller's own.
     *
     * @throws Fault 403 when he may not take its view out, 422 when there is none
     */
    public boolean may(Caller caller, String id) {
        Optional<Report> own = own(catalogue, id, caller.user());
        own.ifPresent(report -> check(caller, report));
        return own.isPresent();
    }

    private static Optional<Report> own(Source source, String id, String user) {
        return ReportStore.find(source, id).filter(report -> report.user().equals(user));
    }

    /**
     * Asks for the file, if the unit commits.
     *
     * @param asker by whose rights it is made
     * @return 202 with the action; empty when there is no such report of his
     */
    public Optional<Reply> run(Unit unit, String id, Deferred.Asker asker) {
        return own(unit, id, asker.user()).map(report -> run(unit, report, asker));
    }

    Reply run(Unit unit, Report report, Deferred.Asker asker) {
        return actions.defer(unit, call(report, asker));
    }

    Reply rehearse(Report report, Deferred.Asker asker) {
        return actions.rehearse(call(report, asker));
    }

    /** @throws Fault 403 when the caller may not list that view, 422 when there is none */
    void check(Caller caller, Report report) {
        boolean may;
        try {
            may = repeater.get().may(caller, call(report, Deferred.Asker.of(caller, "", "")));
        } catch (Fault missing) {
            throw Fault.inconsistentMember("view", "there is no such view");
        }
        if (!may) {
            throw Fault.forbidden("You may not take this view out as a file.");
        }
    }

    private static Deferred call(Report report, Deferred.Asker asker) {
        var query = new LinkedHashMap<String, List<String>>();
        if (report.search() != null) {
            query.put("advancedSearch", List.of(report.search()));
        }
        if (!report.columns().isEmpty()) {
            query.put("fields", List.of(String.join(",", report.columns())));
        }
        return new Deferred(
                LIST,
                Map.of("view", List.of(report.view())),
                query,
                Map.of(),
                "",
                "/api/list/" + report.view(),
                null,
                Format.valueOf(report.format().name()),
                asker);
    }
}
