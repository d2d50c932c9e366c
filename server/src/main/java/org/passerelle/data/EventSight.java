package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.passerelle.access.Access;
import org.passerelle.access.Action;
import org.passerelle.access.Caller;
import org.passerelle.event.Event;
import org.passerelle.event.RecordSight;
import org.passerelle.format.Json;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/**
 * What a caller sees of an event about a record: the row before and the row after, each as far as his row rules let it through, with the
 * columns that show to him there. A table that is closed by now shows to nobody.
 */
@Singleton
final class EventSight implements RecordSight {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String ATTACHMENT = "attachment";

    private final Tables tables;

    @Inject
    EventSight(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Event> seen(Caller caller, Event event) {
        String name = event.table() == null ? "" : event.table();
        return tables.snapshot()
                .open(name)
                .flatMap(table -> names(caller, table).flatMap(names -> seen(names, event)));
    }

    private Optional<Names> names(Caller caller, Table table) {
        var sight = new Sight(other -> Access.reach(caller, other, Action.READ), Rsql.variables(caller));
        return Access.reach(caller, table.name(), Action.READ)
                .map(reach -> new Names(tables.snapshot(), table, sight, reach, tables.values()));
    }

    private Optional<Event> seen(Names names, Event event) {
        JsonNode before = seen(names, event.data().path(BEFORE));
        JsonNode after = seen(names, event.data().path(AFTER));
        if (before.isNull() && after.isNull()) {
            return Optional.empty();
        }
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.set(BEFORE, before);
        data.set(AFTER, after);
        if (event.data().has(ATTACHMENT)) {
            data.set(ATTACHMENT, event.data().path(ATTACHMENT));
        }
        return Optional.of(event.with(data));
    }

    private JsonNode seen(Names names, JsonNode row) {
        var judge = new RowJudge(row, tables.values());
        if (!row.isObject() || !judge.holds(names.rule())) {
            return Json.MAPPER.nullNode();
        }
        ObjectNode shown = Json.MAPPER.createObjectNode();
        row.properties().forEach(cell -> {
            if (shows(names, judge, cell.getKey())) {
                shown.set(cell.getKey(), cell.getValue());
            }
        });
        return shown;
    }

    private static boolean shows(Names names, RowJudge judge, String member) {
        Optional<Column> column = names.table().column(member);
        if (column.isEmpty()) {
            return member.equals("id") || member.equals("cle");
        }
        return names.table().isIdentity(column.get())
                || names.opens(column.get()) && judge.holds(names.opening(column.get()));
    }
}
