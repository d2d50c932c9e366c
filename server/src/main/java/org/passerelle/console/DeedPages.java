package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * What is done with one thing, and what is listed beside it. What is grave is rehearsed first, and the page tells what would happen; only its
 * button does it.
 */
@Singleton
final class DeedPages implements Capability {

    private static final String ONE = "/console/{collection}/{id}";

    /** Of the wire's moments. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:.*");

    private final Screens screens;

    @Inject
    DeedPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(
                        ONE + "/remove",
                        "beforeRemove",
                        "What a removal would do",
                        screen -> rehearsed(screen, removal(screen), Map.of())),
                screens.post(ONE + "/remove", "remove", "Remove a thing", this::remove),
                screens.get(ONE + "/do/{deed}", "beforeDo", "What a deed would do", this::beforeDo),
                screens.post(ONE + "/do/{deed}", "do", "Do something with a thing", this::act),
                screens.get(ONE + "/panel/{panel}", "panel", "What belongs to a thing", this::panel));
    }

    private static Ask removal(Screen screen) {
        String removal = CollectionPages.collection(screen).verbs().remove();
        if (screen.api().operation(removal).isEmpty()) {
            throw Fault.notFound("There is nothing at this address.");
        }
        return screen.api().about(removal, screen.path("id"));
    }

    private static Collection.Deed deed(Screen screen) {
        return CollectionPages.collection(screen).deeds().stream()
                .filter(deed -> deed.id().equals(screen.path("deed")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
    }

    /** @param said what must be said with it, by the names of its fields */
    private static Ask doing(Screen screen, Collection.Deed deed, Map<String, List<String>> said) {
        Ask ask = screen.api().about(deed.operation(), screen.path("id"));
        return deed.fields().isEmpty() ? ask : ask.body(new FormBody(deed.fields(), said).of(true));
    }

    /** What must be said is asked for first. */
    private Reply beforeDo(Screen screen) {
        Collection.Deed deed = deed(screen);
        Map<String, List<String>> said = screen.call().query().values();
        var fields = new LinkedHashMap<String, String>();
        deed.fields().forEach(field -> fields.put(field.name(), screen.query(field.name())));
        if (!deed.fields().isEmpty() && !said.keySet().containsAll(fields.keySet())) {
            return question(screen, deed, said, null);
        }
        try {
            return rehearsed(screen, doing(screen, deed, said), fields);
        } catch (Fault fault) {
            if (deed.fields().isEmpty()) {
                throw fault;
            }
            return question(screen, deed, said, Trouble.of(screen, fault));
        }
    }

    private Reply question(
            Screen screen, Collection.Deed deed, Map<String, List<String>> said, @Nullable Trouble trouble) {
        Map<String, Object> data = about(screen);
        JsonNode wanted = new FormBody(deed.fields(), said).of(true);
        data.put(
                "inputs",
                new FormInputs(
                                screen,
                                CollectionPages.collection(screen)
                                        .asks(deed.fields().toArray(Field[]::new)))
                        .of(wanted, true, false, CollectionPages.errors(trouble)));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : trouble.status(), "question", data);
    }

    /** @param fields what is said with it */
    private Reply rehearsed(Screen screen, Ask ask, Map<String, String> fields) {
        Inside.Answer would = screen.api().rehearse(ask);
        Map<String, Object> data = about(screen);
        data.put("fields", fields);
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "confirm", data);
    }

    /** What would be done, with which thing. */
    private static Map<String, Object> about(Screen screen) {
        Map<String, Object> data = CollectionPages.data(screen, CollectionPages.collection(screen));
        String deed = screen.call().terms().path().endsWith("/remove") ? "remove" : screen.path("deed");
        data.put("id", screen.path("id"));
        data.put("self", self(screen));
        data.put("what", screen.text("deed_" + deed));
        data.put(
                "means",
                screen.textOr(
                        screen.path("collection").replace('-', '_') + "_before_" + deed,
                        screen.text("before_" + deed)));
        return data;
    }

    private Reply remove(Screen screen) {
        screen.api().make(removal(screen));
        return Screens.go(screen, "/console/" + screen.path("collection"));
    }

    private Reply act(Screen screen) {
        Collection collection = CollectionPages.collection(screen);
        Collection.Deed deed = deed(screen);
        JsonNode answer = screen.api().make(doing(screen, deed, screen.form())).body();
        String secret = collection.verbs().secret();
        if (!secret.isEmpty() && answer.has(secret)) {
            return screens.show(screen, "secret", SecretPage.data(screen, collection, answer));
        }
        Map<String, Object> data = new OnePage(screen, collection).of(screen.path("id"), null, null);
        data.put("done", screen.text("deed_" + screen.path("deed")));
        data.put("outcome", outcome(screen, answer));
        data.put("well", answer.path("ok").asBoolean(true));
        return screens.show(screen, "one", data);
    }

    /** Each member of the answer that is a plain value. */
    private static List<OnePage.Fact> outcome(Screen screen, JsonNode answer) {
        return answer.properties().stream()
                .filter(member ->
                        member.getValue().isValueNode() && !member.getValue().isNull())
                .filter(member -> !member.getValue().asText().isEmpty())
                .map(member -> new OnePage.Fact(
                        screen.textOr("f_" + member.getKey(), member.getKey()),
                        screen.cells().of(answer, shown(member.getKey(), member.getValue()))))
                .toList();
    }

    private static Column shown(String member, JsonNode value) {
        return value.isBoolean()
                ? Column.flag(member)
                : member.equals("status")
                        ? Column.state(member)
                        : TIME.matcher(value.asText()).matches() ? Column.time(member) : Column.said(member);
    }

    private Reply panel(Screen screen) {
        Collection collection = CollectionPages.collection(screen);
        Collection.Panel panel = collection.panels().stream()
                .filter(known -> known.id().equals(screen.path("panel")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
        String none = screen.textOr("panel_" + panel.id() + "_none", screen.text("panel_none"));
        return screens.beside(
                screen,
                self(screen),
                Listing.Place.beside(screen, panel.id(), none),
                panel.columns(),
                records(screen, collection, panel),
                record -> address(screen, collection, panel, record));
    }

    /** What belongs to the thing, of what an operation lists; or a list that it holds itself. */
    private static ArrayNode records(Screen screen, Collection collection, Collection.Panel panel) {
        ArrayNode records = Json.MAPPER.createArrayNode();
        String id = screen.path("id");
        if (panel.operation().isEmpty()) {
            JsonNode held = new OnePage(screen, collection).thing(id).path(panel.member());
            held.propertyStream().forEach(entry -> records.add(named("name", entry.getKey(), entry.getValue())));
            held.valueStream().filter(_ -> held.isArray()).forEach(records::add);
        } else {
            screen.api()
                    .all(screen.api().about(panel.operation(), id))
                    .valueStream()
                    .flatMap(record -> belonging(record, panel.member(), id))
                    .forEach(records::add);
        }
        return records;
    }

    /** The record where it belongs to the thing of this id; of one that holds something by names, what it holds by this one. */
    private static Stream<JsonNode> belonging(JsonNode record, String member, String id) {
        JsonNode held = record.path(member);
        if (held.isObject()) {
            return held.has(id) ? Stream.of(named("id", Cells.text(record.path("id")), held.path(id))) : Stream.empty();
        }
        return member.isEmpty() || Cells.text(held).equals(id) ? Stream.of(record) : Stream.empty();
    }

    private static JsonNode named(String member, String name, JsonNode entry) {
        return entry.<ObjectNode>deepCopy().put(member, name);
    }

    private static String address(Screen screen, Collection collection, Collection.Panel panel, JsonNode record) {
        return panel.id().equals(RightPages.PANEL)
                ? RightPages.address(screen, collection, screen.path("id"), record)
                : Collections.find(panel.to())
                        .map(to -> CollectionPages.address(screen, to, record))
                        .orElse("");
    }

    private static String self(Screen screen) {
        return screen.base() + "/console/" + screen.path("collection") + "/" + Pages.segment(screen.path("id"));
    }
}
