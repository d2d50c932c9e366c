package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.passerelle.data.Tables.Open;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;

/** A record as it is told to whoever hears of it: whole, whoever has touched it, for each hearer sees but what he may. */
final class RowPicture {

    private RowPicture() {}

    /** By its key; null where it is not there any more. */
    static JsonNode of(Open open, List<Object> id) {
        ListPlan plan = Images.whole(open, id);
        var out = new ByteArrayOutputStream();
        RowSink sink = Rows.single(out, Format.JSON, false);
        boolean there = open.database()
                .read(session -> session.fetch(ListSql.rows(plan), plan.types()).stream()
                        .peek(cells -> {
                            sink.begin(plan.names());
                            open.database().emit(cells, sink);
                            sink.end();
                        })
                        .findFirst()
                        .isPresent());
        try {
            return there ? Json.MAPPER.readTree(out.toByteArray()) : Json.MAPPER.nullNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
