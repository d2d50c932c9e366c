package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
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
                        screen -> rehearsed(screen, removal(screen))),
                screens.post(ONE + "/remove", "remove", "Remove a thing", this::remove),
                screens.get(
                        ONE + "/do/{deed}",
                        "beforeDo",
                        "What a deed would do",
                        screen -> rehearsed(screen, deed(screen))),
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

    private static Ask deed(Screen screen) {
        return CollectionPages.collection(screen).deeds().stream()
                .filter(deed -> deed.id().equals(screen.path("deed")))
                .findFirst()
                .map(deed -> screen.api().about(deed.operation(), screen.path("id")))
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
    }

    private Reply rehearsed(Screen screen, Ask ask) {
        Inside.Answer would = screen.api().rehearse(ask);
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
        data.put("fields", Map.of());
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "confirm", data);
    }

    private Reply remove(Screen screen) {
        screen.api().make(removal(screen));
        return Screens.go(screen, "/console/" + screen.path("collection"));
    }

    private Reply act(Screen screen) {
        Collection collection = CollectionPages.collection(screen);
        Ask ask = deed(screen);
        JsonNode answer = screen.api().make(ask).body();
        String secret = collection.verbs().secret();
        if (!secret.isEmpty() && answer.has(secret)) {
            return screens.show(screen, "secret", SecretPage.data(screen, collection, answer));
        }
        Map<String, Object> data = new OnePage(screen, collection).of(screen.path("id"), null, null);
        data.put("done", screen.text("deed_" + screen.path("deed")));
        data.put("outcome", outcome(screen, answer));
        return screens.show(screen, "one", data);
    }

    /** Each member of the answer that is a plain value. */
    private static List<OnePage.Fact> outcome(Screen screen, JsonNode answer) {
        return answer.properties().stream()
                .filter(member ->
                        member.getValue().isValueNode() && !member.getValue().isNull())
                .map(member -> new OnePage.Fact(
                        screen.textOr("f_" + member.getKey(), member.getKey()),
                        member.getValue().isBoolean()
                                ? screen.cells().of(answer, Column.flag(member.getKey()))
                                : Cell.text(member.getValue().asText())))
                .toList();
    }

    private Reply panel(Screen screen) {
        Collection collection = CollectionPages.collection(screen);
        Collection.Panel panel = collection.panels().stream()
                .filter(known -> known.id().equals(screen.path("panel")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
        Collection to = Collections.find(panel.to()).orElse(null);
        String none = screen.textOr("panel_" + panel.id() + "_none", screen.text("panel_none"));
        return screens.beside(
                screen,
                self(screen),
                Listing.Place.beside(screen, panel.id(), none),
                panel.columns(),
                records(screen, collection, panel),
                record -> to == null ? "" : CollectionPages.address(screen, to, record));
    }

    /** What belongs to the thing, of what an operation lists; or a list that it holds itself. */
    private static ArrayNode records(Screen screen, Collection collection, Collection.Panel panel) {
        ArrayNode records = Json.MAPPER.createArrayNode();
        String id = screen.path("id");
        if (panel.operation().isEmpty()) {
            new OnePage(screen, collection).thing(id).path(panel.member()).forEach(records::add);
        } else {
            screen.api()
                    .all(screen.api().about(panel.operation(), id))
                    .valueStream()
                    .filter(record -> panel.member().isEmpty()
                            || Cells.text(record.path(panel.member())).equals(id))
                    .forEach(records::add);
        }
        return records;
    }

    private static String self(Screen screen) {
        return screen.base() + "/console/" + screen.path("collection") + "/" + Pages.segment(screen.path("id"));
    }
}
