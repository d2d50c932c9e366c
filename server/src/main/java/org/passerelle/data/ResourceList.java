package org.passerelle.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Database;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;

/**
 * A bare list of records, whole or by pages, which the header {@code Link} leads through (RFC 8288). Headers go before rows, so whether
 * there are more must be known first: a short page is gathered, of a long one the end is looked up, and an endless one needs no link.
 */
final class ResourceList {

    private static final int GATHERED = 10_000;

    private final Tables tables;

    ResourceList(Tables tables) {
        this.tables = tables;
    }

    /** What the client gets: its query, the plan of a page, and where it goes. */
    private record Page(
            Call call, Database database, ResourceQuery query, ListPlan plan, OutputStream out, Format format) {

        RowSink rows(OutputStream to) {
            return Rows.array(to, format, query.numbersAsText());
        }
    }

    Reply list(Call call) {
        return Reply.stream(
                        200,
                        (out, format, head) -> tables.on(call.path("resource"), open -> {
                            var planner =
                                    new ListPlanner(open, call.grant(), ListPlanner.listing(format), tables.values());
                            var query = ResourceQuery.parse(
                                    call.query(), planner.names(), tables.values(), format.isStream());
                            ListPlan all = planner.plan(query.shown(), query.where(), query.order());
                            if (query.counted()) {
                                long total = open.database().read(session -> session.number(ListSql.count(all)));
                                head.put("X-Total-Count", Long.toString(total));
                            }
                            write(new Page(call, open.database(), query, page(all, query), out, format), head);
                            return all;
                        }))
                .with("Vary", "Accept, Authorization");
    }

    /** The part of all rows that is asked for; the connection's row cap bounds it. */
    private ListPlan page(ListPlan all, ResourceQuery query) {
        long limit = Math.min(query.limit(), all.limit());
        if (query.page() != null) {
            return all.page(limit, query.page() * limit);
        }
        if (query.cursor() == null) {
            return all.page(limit, 0);
        }
        return all.table().hasKey()
                ? all.where(Cursor.after(query.cursor(), keyset(all), tables.values()))
                        .page(limit, 0)
                : all.page(limit, Cursor.rows(query.cursor(), all.order()));
    }

    /** What a cursor is made of: the order's columns; on SQLite as they are stored, because it orders by that. */
    private static List<Sorting> keyset(ListPlan plan) {
        return plan.engine() == Engine.SQLITE
                ? plan.order().stream().map(Sorting::asStored).toList()
                : plan.order();
    }

    private static void write(Page page, Map<String, String> head) {
        if (page.plan().limit() == Long.MAX_VALUE) {
            stream(page);
        } else if (page.plan().limit() > GATHERED) {
            var end = page.database().read(session -> lookUpEnd(session, page));
            link(page, end, head);
            stream(page);
        } else {
            var gathered = new ByteArrayOutputStream(8192);
            var sink = new KeysetSink(
                    page.rows(gathered), page.plan().shown().size(), page.plan().limit());
            page.database().read(session -> copy(session, withOrder(page.plan(), 1), sink));
            sink.end();
            page.call().counted(sink.passed());
            link(page, sink, head);
            flush(gathered, page.out());
        }
    }

    private static void stream(Page page) {
        RowSink sink = page.rows(page.out());
        page.call()
                .counted(page.database().stream(session -> session.copy(
                        ListSql.rows(page.plan()),
                        page.plan().types(),
                        page.plan().names(),
                        sink,
                        page.call().progress(),
                        ListEndpoint.expected(session, page.plan(), page.call()))));
        sink.end();
    }

    /** The last row of the page, and whether one follows it. */
    private static KeysetSink lookUpEnd(Session session, Page page) {
        ListPlan plan = page.plan();
        var end = new KeysetSink(page.rows(OutputStream.nullOutputStream()), 0, 1);
        copy(session, withOrder(plan.showing(List.of()), 0).page(2, plan.offset() + plan.limit() - 1), end);
        return end;
    }

    /** Behind the shown columns those of the order, from which the cursor is made, and {@code more} rows than the page has. */
    private static ListPlan withOrder(ListPlan plan, int more) {
        List<Shown> shown = new ArrayList<>(plan.shown());
        keyset(plan).forEach(sort -> shown.add(new Shown("", sort.column())));
        return plan.showing(List.copyOf(shown)).page(plan.limit() + more, plan.offset());
    }

    private static long copy(Session session, ListPlan plan, RowSink sink) {
        return session.copy(ListSql.rows(plan), plan.types(), plan.names(), sink);
    }

    private static void link(Page page, KeysetSink end, Map<String, String> head) {
        List<String> links = new ArrayList<>();
        Integer number = page.query().page();
        if (number != null) {
            links.add(link(page.call(), "first", "page", "0"));
            if (number > 0) {
                links.add(link(page.call(), "prev", "page", Integer.toString(number - 1)));
            }
            if (end.hasMore()) {
                links.add(link(page.call(), "next", "page", Integer.toString(number + 1)));
            }
        } else if (end.hasMore()) {
            links.add(link(page.call(), "next", "cursor", cursor(page.plan(), end)));
        }
        if (!links.isEmpty()) {
            head.put("Link", String.join(", ", links));
        }
    }

    private static String cursor(ListPlan plan, KeysetSink end) {
        return plan.table().hasKey()
                ? Cursor.write(keyset(plan), end.last())
                : Cursor.write(plan.order(), plan.offset() + plan.limit());
    }

    /** The same request with one parameter changed. */
    private static String link(Call call, String relation, String parameter, String value) {
        var address = new StringBuilder()
                .append(call.terms().publicUrl())
                .append(call.terms().pathPrefix())
                .append(call.terms().path())
                .append('?');
        call.query().values().forEach((name, values) -> {
            if (!name.equals(parameter)) {
                values.forEach(v -> address.append(encode(name))
                        .append('=')
                        .append(encode(v))
                        .append('&'));
            }
        });
        return "<" + address + parameter + "=" + encode(value) + ">; rel=\"" + relation + "\"";
    }

    private static String encode(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private static void flush(ByteArrayOutputStream gathered, OutputStream out) {
        try {
            gathered.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
