package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.schema.Module;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Table;

/** {@code GET /api/public/{module}/{action}[/{id}]} (wire.md §9; Linea21). */
@Singleton
final class ModuleEndpoint implements Capability {

    private static final String MODULE = "/api/public/{module}/";

    private final Tables tables;

    @Inject
    ModuleEndpoint(Tables tables) {
        this.tables = tables;
    }

    /** Records of a module. */
    record PublicList(
            @Doc(value = "How many there are, on all pages", example = "15")
            long count,

            @Doc(
                    value = "The records of this page: id, name, status, and the public columns",
                    example =
                            "[{\"id\":1,\"name\":\"Population de la France\",\"status\":\"P\",\"unit\":\"habitants\"}]")
            List<Map<String, Object>> items) {}

    /** A record of a module; its public columns follow. */
    record PublicRecord(
            @Doc(value = "What tells it from others", example = "1")
            Object id,

            @Doc(value = "Its name; null where the module has none", example = "Population de la France") @Nullable
            String name,

            @Doc(value = "P public, D draft, PA archived in public, AA archived for the administration", example = "P")
            String status) {}

    /** The values of a record. */
    record PublicValues(
            @Doc(value = "Whose they are", example = "1") Object id,

            @Doc(value = "By date", example = "[{\"date\":\"2026-01-01\",\"value\":68952941.00}]")
            List<Map<String, Object>> values) {}

    /** A record with its values; its public columns stand between. */
    record PublicRecordValues(
            @Doc(value = "What tells it from others", example = "1")
            Object id,

            @Doc(value = "Its name; null where the module has none", example = "Population de la France") @Nullable
            String name,

            @Doc(value = "P, D, PA or AA", example = "P") String status,

            @Doc(value = "By date", example = "[{\"date\":\"2026-01-01\",\"value\":68952941.00}]")
            List<Map<String, Object>> values) {}

    /** The last value of a record. */
    record PublicLastValue(
            @Doc(value = "Whose it is", example = "1") Object id,

            @Doc(
                    value = "The value of the last date; null where there is none",
                    example = "{\"date\":\"2026-01-01\",\"value\":68952941.00}")
            @Nullable
            Map<String, Object> value) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                listing(reading(ModuleAction.LIST, "List the records of a module"))
                        .answers(200, Shape.of(PublicList.class, "list"), Format.ROWS)
                        .by(this::list),
                reading(ModuleAction.INFO, "Read the public columns of a record")
                        .answers(200, Shape.of(PublicRecord.class, "record"))
                        .by(call -> record(call, false)),
                reading(ModuleAction.INFO_FULL, "Read all published columns of a record")
                        .answers(200, Shape.of(PublicRecord.class, "record"))
                        .by(call -> record(call, true)),
                dated(reading(ModuleAction.VALUES, "List the values of a record, by date"))
                        .answers(200, Shape.of(PublicValues.class, "record"), Format.ROWS)
                        .by(this::values),
                dated(reading(ModuleAction.INFO_VALUES, "Read the public columns of a record, and its values"))
                        .answers(200, Shape.of(PublicRecordValues.class, "record"))
                        .by(this::recordWithValues),
                reading(ModuleAction.LAST_VALUE, "Read the last value of a record")
                        .answers(200, Shape.of(PublicLastValue.class, "record"))
                        .by(this::lastValue),
                nothing(MODULE + "{action}", "public.nothing"),
                nothing(MODULE + "{action}/{id}", "public.nothing.of"));
    }

    private Operation.Builder reading(ModuleAction action, String title) {
        String path = MODULE + action.word() + (action == ModuleAction.LIST ? "" : "/{id}");
        return Operation.get(path)
                .named("public." + action.word(), title)
                .tag(Tag.PUBLIC)
                .needs(Right.published(action.word()))
                .onTable(this::module)
                .query("token", "A token of the permission file, where no header carries it", "linea21-5kQ9…")
                .header("If-None-Match", "The ETag that you have: 304 when nothing has changed", "\"pRk3.j\"");
    }

    private static Operation.Builder listing(Operation.Builder list) {
        return list.query("status", "Only these statuses, of those that are granted", "P,PA")
                .query("q", "Words that stand in any one field", "population")
                .query("sort", "The order: fields, a minus before one for descending", "-name")
                .query("tree", "on: records under those that they point to, as children", "on")
                .query("page", "The page, from 0", "0")
                .query("size", "Records a page, 1,000 unless said, 10,000 at most", "100");
    }

    private static Operation.Builder dated(Operation.Builder values) {
        return values.query("from", "The first date", "2020-01-01")
                .query("to", "The last date", "2026-12-31")
                .query("page", "The page, from 0", "0")
                .query("size", "Values a page, 10,000 unless said, and at most", "1000");
    }

    /** An action that there is not: told to those who are let in. */
    private static Operation nothing(String path, String name) {
        return Operation.get(path)
                .named(name, "Say which actions there are")
                .tag(Tag.SITE)
                .needs(Right.published(""))
                .onTable(parameters -> {
                    throw Fault.notFound(
                            "There is no action {} at this address; there are {}.",
                            parameters.one("action"),
                            Arrays.stream(ModuleAction.values())
                                    .map(a -> a == ModuleAction.LIST ? a.word() : a.word() + "/{id}")
                                    .collect(Collectors.joining(", ")));
                })
                .by(call -> Reply.empty(204));
    }

    private String module(Params path) {
        return table(path.one("module", "")).module().orElseThrow().name();
    }

    private Table table(String module) {
        Table table = tables.snapshot().modules().get(module);
        if (table == null) {
            throw Fault.notFound("There is no module {}.", module);
        }
        return table;
    }

    private <T> T on(Call call, Function<ModuleReader, T> work) {
        return tables.on(
                table(call.path("module")).name(),
                open -> work.apply(new ModuleReader(open, call.grant(), tables.values())));
    }

    private Reply list(Call call) {
        ModuleCall asked = ModuleCall.of(call, ModuleCall.DEFAULT);
        return on(call, reader -> {
            ModuleReader.Page page = reader.list(asked);
            ObjectNode whole = JsonNodeFactory.instance.objectNode().put("count", page.count());
            whole.set(
                    "items",
                    asked.tree()
                            ? tree(reader.module(), page.rows())
                            : page.rows().nodes());
            return new ModuleAnswer("list", whole, page.rows()).reply(call, asked);
        });
    }

    private static ArrayNode tree(Module module, ModuleRows rows) {
        if (module.parentColumn() == null) {
            throw Fault.badRequest("The records of {} are no tree.", module.name());
        }
        if (rows.more()) {
            throw Fault.badRequest("These are too many for a tree.");
        }
        return ModuleTree.of(rows.nodes(), module.parentColumn());
    }

    private Reply record(Call call, boolean full) {
        return on(call, reader -> {
            ModuleRows record = reader.record(call.key("id"), full);
            return new ModuleAnswer("record", first(record), record).reply(call, null);
        });
    }

    private Reply values(Call call) {
        ModuleCall asked = ModuleCall.of(call, ModuleCall.MOST);
        return on(call, reader -> {
            ModuleRows record = reader.record(call.key("id"), false);
            ModuleRows values = reader.values(id(record), asked, false);
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("id", first(record).path("id"));
            whole.set("values", values.nodes());
            return new ModuleAnswer("record", whole, values).reply(call, asked);
        });
    }

    private Reply recordWithValues(Call call) {
        ModuleCall asked = ModuleCall.of(call, ModuleCall.MOST);
        return on(call, reader -> {
            ModuleRows record = reader.record(call.key("id"), false);
            ModuleRows values = reader.values(id(record), asked, false);
            ObjectNode whole = first(record);
            whole.set("values", values.nodes());
            return new ModuleAnswer("record", whole, values).reply(call, asked);
        });
    }

    private Reply lastValue(Call call) {
        return on(call, reader -> {
            ModuleRows record = reader.record(call.key("id"), false);
            ModuleRows last = reader.values(id(record), ModuleCall.FIRST, true);
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("id", first(record).path("id"));
            whole.set("value", last.rows().isEmpty() ? whole.nullNode() : first(last));
            return new ModuleAnswer("record", whole, last).reply(call, null);
        });
    }

    private static ObjectNode first(ModuleRows rows) {
        return (ObjectNode) rows.nodes().get(0);
    }

    private static Object id(ModuleRows record) {
        return Objects.requireNonNull(record.rows().getFirst()[0]);
    }
}
