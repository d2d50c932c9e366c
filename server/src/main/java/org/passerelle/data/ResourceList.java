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
import org.passerelle.access.Action;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;

/** A bare list of records, whole or by pages, which the header {@code Link} leads through (RFC 8288). */
final class ResourceList {

    /** Up to so many rows are gathered before they go out, because only then it is known whether there are more. */
    private static final int GATHERED = 10_000;

    private final Tables tables;

    ResourceList(Tables tables) {
        this.tables = tables;
    }

    Reply list(Call call) {
        return Reply.stream(
                        200,
                        (out, format, head) -> tables.on(call.path("resource"), open -> {
                            var planner = new ListPlanner(open, call.grant(), Action.LIST, tables.values());
                            var query = ResourceQuery.parse(
                                    call.query(), planner.names(), tables.values(), format.isStream());
                            ListPlan plan = planner.plan(query.shown(), query.where(), query.order());
                            write(call, open, query, plan, out, format, head);
                            return plan;
                        }))
                .with("Vary", "Accept, Authorization");
    }

    private void write(
            Call call,
            Open open,
            ResourceQuery query,
            ListPlan plan,
            OutputStream out,
            Format format,
            Map<String, String> head) {
        if (query.counted()) {
            long total = open.database().read(session -> session.number(ListSql.count(plan)));
            head.put("X-Total-Count", Long.toString(total));
        }
        long limit = Math.min(query.limit(), plan.limit());
        if (limit == Long.MAX_VALUE) {
            RowSink sink = Rows.array(out, format, query.numbersAsText());
            open.database().stream(session -> copy(session, plan, sink));
            sink.end();
        } else if (query.page() != null) {
            pages(call, open, query, plan, limit, out, format, head);
        } else {
            keyset(call, open, query, plan, limit, out, format, head);
        }
    }

    private static void pages(
            Call call,
            Open open,
            ResourceQuery query,
            ListPlan plan,
            long size,
            OutputStream out,
            Format format,
            Map<String, String> head) {
        int page = java.util.Objects.requireNonNull(query.page());
        var gathered = new ByteArrayOutputStream(8192);
        RowSink rows = Rows.array(gathered, format, query.numbersAsText());
        var sink = new KeysetSink(rows, plan.shown().size(), size);
        ListPlan wanted = plan.page(size + 1, page * size);
        run(open, size, session -> copy(session, wanted, sink));
        sink.end();
        List<String> links = new ArrayList<>();
        links.add(link(call, "first", "page", "0"));
        if (page > 0) {
            links.add(link(call, "prev", "page", Integer.toString(page - 1)));
        }
        if (sink.hasMore()) {
            links.add(link(call, "next", "page", Integer.toString(page + 1)));
        }
        head.put("Link", String.join(", ", links));
        flush(gathered, out);
    }

    private void keyset(
            Call call,
            Open open,
            ResourceQuery query,
            ListPlan plan,
            long limit,
            OutputStream out,
            Format format,
            Map<String, String> head) {
        List<Shown> shown = new ArrayList<>(plan.shown());
        query.order().forEach(sort -> shown.add(new Shown("", sort.column())));
        Condition after =
                query.cursor() == null ? Condition.ALL : Cursor.after(query.cursor(), query.order(), tables.values());
        ListPlan wanted = plan.showing(List.copyOf(shown)).where(after).page(limit + 1, 0);
        var gathered = new ByteArrayOutputStream(8192);
        var sink = new KeysetSink(
                Rows.array(gathered, format, query.numbersAsText()),
                plan.shown().size(),
                limit);
        run(open, limit, session -> copy(session, wanted, sink));
        sink.end();
        if (sink.hasMore()) {
            head.put("Link", link(call, "next", "cursor", Cursor.write(query.order(), sink.last())));
        }
        flush(gathered, out);
    }

    private static void run(Open open, long rows, java.util.function.Function<Session, Long> work) {
        if (rows > GATHERED) {
            open.database().stream(work);
        } else {
            open.database().read(work);
        }
    }

    private static long copy(Session session, ListPlan plan, RowSink sink) {
        return session.copy(ListSql.rows(plan), plan.types(), plan.names(), sink);
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
