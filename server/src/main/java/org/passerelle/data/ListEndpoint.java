package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Right;
import org.passerelle.connection.Session;
import org.passerelle.data.Tables.Open;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operation.Credentials;
import org.passerelle.operation.Operation.Faults;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape.Role;
import org.passerelle.operation.Tag;
import org.passerelle.schema.TableOperations;

/** {@code GET /api/list/{view}/} (wire.md §4; GoPaaS list). */
@Singleton
final class ListEndpoint implements Capability {

    private static final String VARY =
            "Accept, Authorization, advancedSearch, textSearch, onlyVisible, columns, colums, page, rowPerPage";

    private final Tables tables;
    private final Views views;

    @Inject
    ListEndpoint(Tables tables, Views views) {
        this.tables = tables;
        this.views = views;
    }

    @Override
    public List<Operation> operations() {
        Operation list = Operation.get("/api/list/{view}")
                .named("data.list", "List the records of a view")
                .needs(Right.data(Action.LIST, Action.EXPORT))
                .onTable(path -> views.need(path.one("view", "")).table())
                .option(
                        "advancedSearch",
                        "Groups column|operator|value| joined by AND or OR",
                        "nom|contain|NIDS|AND|cp|contain|77420|")
                .option("textSearch", "Words that stand in any one column", "nids")
                .option("onlyVisible", "on: leave out the columns that the view hides", "on")
                .option("columns", "on: describe the columns too", "on")
                .query("fields", "Only these of the view's columns", "nom,ville")
                .query(
                        "sort",
                        "The order instead of the view's own: columns, a minus before one for descending",
                        "-nom")
                .option("page", "The page, from 1", "3")
                .option("rowPerPage", "Rows a page, 1,000 at most", "10")
                .query("numbers", "text: numbers come as texts", "text")
                .answers(200, org.passerelle.operation.Shape.row(Role.VIEW_PAGE), Format.ROWS)
                .refusesBy(Faults.MESSAGE)
                .mayTakeLong()
                .tag(Tag.DATA)
                .by(this::list);
        return List.of(list, list.at("/api/oauth2/list/{view}", "data.list.oauth2", Credentials.OAUTH_ONLY));
    }

    private Reply list(Call call) {
        ListCall asked = ListCall.of(call);
        View view = views.need(asked.view());
        return Reply.stream(
                        200,
                        (out, format, head) -> tables.on(view.table(), open -> {
                            var planner =
                                    new ListPlanner(open, call.grant(), ListPlanner.listing(format), tables.values());
                            ListPlan plan = planner.list(view, asked);
                            if (format.isStream()) {
                                RowSink rows = Rows.array(out, format, asked.numbersAsText());
                                call.counted(stream(open, plan, asked, view, rows, call));
                            } else {
                                call.counted(page(
                                        open,
                                        plan,
                                        asked,
                                        view,
                                        asked.columns() ? describe(planner, view, asked) : null,
                                        out,
                                        format));
                            }
                            return plan;
                        }))
                .with("Vary", VARY);
    }

    /** A page, or, where none was asked for, all rows. */
    private static long stream(Open open, ListPlan plan, ListCall asked, View view, RowSink sink, Call call) {
        boolean all = asked.page() == null && asked.rowPerPage() == null;
        ListPlan wanted = all ? plan : paged(plan, asked, view);
        long copied = open.database().stream(session -> session.copy(
                ListSql.rows(wanted),
                wanted.types(),
                wanted.names(),
                IdentitySink.of(open.table(), sink),
                call.progress(),
                expected(session, wanted, call)));
        sink.end();
        return copied;
    }

    private static long page(
            Open open,
            ListPlan plan,
            ListCall asked,
            View view,
            @Nullable JsonNode columns,
            OutputStream out,
            Format format) {
        ListPlan wanted = paged(plan, asked, view);
        return open.database().read(session -> {
            long[] copied = new long[1];
            Rows.page(
                    out,
                    format,
                    asked.numbersAsText(),
                    sink -> {
                        copied[0] = copy(session, open, wanted, sink);
                        sink.end();
                    },
                    () -> new Rows.Page(total(session, wanted, copied[0]), page(asked), (int) wanted.limit(), columns));
            return copied[0];
        });
    }

    private static long copy(Session session, Open open, ListPlan plan, RowSink sink) {
        return session.copy(ListSql.rows(plan), plan.types(), plan.names(), IdentitySink.of(open.table(), sink));
    }

    /** Counting is the dearest part of a list: a page that is not full tells the total by itself. */
    private static long total(Session session, ListPlan plan, long copied) {
        boolean last = copied < plan.limit() && (copied > 0 || plan.offset() == 0);
        return last ? plan.offset() + copied : session.number(ListSql.count(plan));
    }

    /** How many rows there are to come, where somebody watches them come: counting is dear. */
    static long expected(Session session, ListPlan plan, Call call) {
        return call.isLong() ? Math.min(plan.limit(), session.number(ListSql.count(plan))) : Progress.UNKNOWN;
    }

    private static ListPlan paged(ListPlan plan, ListCall asked, View view) {
        long rows = Math.min(rowPerPage(asked, view), plan.limit());
        return plan.page(rows, (page(asked) - 1L) * rows);
    }

    private static int page(ListCall asked) {
        return asked.page() == null ? 1 : asked.page();
    }

    private static long rowPerPage(ListCall asked, View view) {
        if (asked.rowPerPage() != null) {
            return asked.rowPerPage();
        }
        return view.rowPerPage() == null ? ListCall.DEFAULT_ROWS : view.rowPerPage();
    }

    private static ArrayNode describe(ListPlanner planner, View view, ListCall asked) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (ListPlanner.Seen seen : planner.columns(view, asked.onlyVisible())) {
            columns.addObject()
                    .put("field", seen.column().name())
                    .put("title", seen.column().heading())
                    .put("type", TableOperations.word(seen.ref().column().type()))
                    .put("width", seen.column().width())
                    .put("align", seen.column().align())
                    .put("format", seen.column().format())
                    .put("visible", seen.column().isVisible())
                    .put(
                            "editable",
                            seen.ref().path().isEmpty() && !seen.ref().column().generated());
        }
        return columns;
    }
}
