package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;

/**
 * What a module answers: whole as JSON and XML, its rows alone as CSV and NDJSON; with an entity tag, and, in full access, for caches to
 * keep. A token never stands in it.
 */
record ModuleAnswer(String root, ObjectNode whole, ModuleRows rows) {

    private static final String KEPT_BY_ALL = "public, max-age=60";

    /** @param asked null where there are no pages */
    Reply reply(Call call, @Nullable ModuleCall asked) {
        call.counted(rows.rows().size());
        boolean everybody = call.caller().credential().kind() == Caller.Kind.EVERYBODY;
        Reply reply = Reply.stream(200, (out, format, head) -> {
            byte[] bytes = bytes(format);
            String tag = ETags.of(bytes, format);
            String held = call.headers().one("If-None-Match");
            head.put("ETag", tag);
            if (held != null && ETags.isHeld(held, tag)) {
                throw new Reply.NotModified();
            }
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reply = reply.with("Vary", everybody ? "Accept" : "Accept, Authorization, X-API-Key");
        reply = everybody ? reply.with("Cache-Control", KEPT_BY_ALL) : reply;
        String links = asked == null ? "" : links(call, asked);
        return links.isEmpty() ? reply : reply.with("Link", links);
    }

    private byte[] bytes(Format format) {
        if (!format.isStream()) {
            return Documents.write(whole, format, root);
        }
        var bytes = new ByteArrayOutputStream();
        rows.emit(Rows.array(bytes, format, false));
        return bytes.toByteArray();
    }

    private String links(Call call, ModuleCall asked) {
        int page = asked.page();
        List<String> links = new ArrayList<>();
        if (page > 0) {
            links.add(link(call, page - 1, "prev"));
        }
        if (rows.more()) {
            links.add(link(call, page + 1, "next"));
        }
        return String.join(", ", links);
    }

    /** The same request for another page, without its token. */
    private static String link(Call call, int page, String relation) {
        Call.Terms terms = call.terms();
        var address = new StringBuilder()
                .append(terms.publicUrl())
                .append(terms.pathPrefix())
                .append(terms.path())
                .append('?');
        call.query().values().forEach((name, values) -> {
            if (!name.equals("page") && !name.equals("token")) {
                values.forEach(value -> address.append(encode(name))
                        .append('=')
                        .append(encode(value))
                        .append('&'));
            }
        });
        return "<" + address + "page=" + page + ">; rel=\"" + relation + "\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
