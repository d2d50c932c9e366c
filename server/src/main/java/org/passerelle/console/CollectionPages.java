package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Lists and forms of all collections: {@code /console/users}, {@code /console/new/users}, {@code /console/users/anne}. */
@Singleton
final class CollectionPages implements Capability {

    private static final String LIST = "/console/{collection}";
    private static final String ONE = LIST + "/{id}";
    private static final String NEW = "/console/new/{collection}";

    private final Screens screens;

    @Inject
    CollectionPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(LIST, "list", "A list", this::list),
                screens.get(NEW, "new", "The form of a new thing", this::blank),
                screens.post(NEW, "create", "Make a thing", this::create),
                screens.get(ONE, "one", "A thing", this::one),
                screens.post(ONE, "change", "Change a thing", this::change));
    }

    static Collection collection(Screen screen) {
        return Collections.find(screen.path("collection"))
                .filter(known -> screen.api().operation(known.verbs().list()).isPresent())
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
    }

    private Reply list(Screen screen) {
        Collection collection = collection(screen);
        Ask ask = Ask.of(collection.verbs().list()).query(collection.verbs().query());
        JsonNode records = screen.api().all(ask);
        if (screen.query("as").equals("csv")) {
            return CsvFile.of(collection.id(), Listing.file(screen, collection.columns(), records));
        }
        var data = data(screen, collection);
        data.put(
                "listing",
                Listing.of(screen, collection.columns(), records, thing -> address(screen, collection, thing)));
        data.put("stream", stream(screen, collection.around().stream()));
        data.put(
                "mayCreate",
                screen.api().may(collection.verbs().create())
                        && !collection.fields().isEmpty());
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "list", data);
    }

    /** Where what happens is told; empty for nowhere. */
    private static String stream(Screen screen, String operation) {
        return screen.api().may(operation)
                ? screen.base()
                        + screen.api().operation(operation).orElseThrow().path()
                : "";
    }

    /** Empty for things without a page of their own. */
    static String address(Screen screen, Collection collection, JsonNode thing) {
        if (collection.verbs().key().isEmpty()) {
            return "";
        }
        return screen.base() + "/console/" + collection.id() + "/"
                + Pages.segment(Cells.text(thing.path(collection.verbs().key())));
    }

    static Map<String, Object> data(Screen screen, Collection collection) {
        var data = new HashMap<String, Object>();
        data.put("collection", collection.id());
        data.put("title", screen.text(collection.textKey("title")));
        data.put("lead", screen.text(collection.textKey("lead")));
        data.put("newLabel", newLabel(screen, collection));
        data.put("address", screen.base() + "/console/" + collection.id());
        data.put("newAddress", screen.base() + "/console/new/" + collection.id());
        return data;
    }

    static String newLabel(Screen screen, Collection collection) {
        return screen.textOr(collection.textKey("new"), screen.text("new"));
    }

    private Reply blank(Screen screen) {
        Collection collection = collection(screen);
        ObjectNode fresh = JsonNodeFactory.instance.objectNode().put("active", true);
        collection.fields().forEach(field -> {
            String asked = screen.query(field.name());
            if (!asked.isEmpty()) {
                fresh.put(field.name(), asked);
            }
        });
        return form(screen, collection, fresh, null, 200);
    }

    private Reply form(Screen screen, Collection collection, JsonNode thing, @Nullable Trouble trouble, int status) {
        var data = form(screen, collection, thing, errors(trouble));
        putTrouble(data, trouble);
        return screens.show(screen, status, "new", data);
    }

    private static Map<String, Object> form(
            Screen screen, Collection collection, JsonNode thing, Map<String, String> errors) {
        var data = data(screen, collection);
        data.put("inputs", new FormInputs(screen, collection).of(thing, true, false, errors));
        data.put("action", data.get("newAddress"));
        data.put("mayTry", screen.api().may(collection.around().trial()));
        return data;
    }

    private Reply create(Screen screen) {
        Collection collection = collection(screen);
        Map<String, List<String>> sent = screen.form();
        JsonNode wanted = JsonNodeFactory.instance.objectNode();
        try {
            wanted = new FormBody(collection.fields(), sent).of(true);
            Ask ask = Ask.of(collection.verbs().create()).body(wanted);
            if (sent.containsKey("rehearse")) {
                return rehearsed(screen, collection, ask, wanted);
            }
            if (sent.containsKey("try")) {
                return tried(screen, collection, wanted);
            }
            return made(screen, collection, screen.api().make(ask));
        } catch (Fault fault) {
            return form(
                    screen,
                    collection,
                    wanted,
                    Trouble.of(screen, fault),
                    fault.kind().status());
        }
    }

    private Reply rehearsed(Screen screen, Collection collection, Ask ask, JsonNode wanted) {
        Inside.Answer would = screen.api().rehearse(ask);
        var data = form(screen, collection, wanted, Map.of());
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "new", data);
    }

    private Reply tried(Screen screen, Collection collection, JsonNode wanted) {
        Ask ask = Ask.of(collection.around().trial()).body(wanted);
        var data = form(screen, collection, wanted, Map.of());
        data.put("found", Found.of(screen, screen.api().make(ask).body(), ask));
        return screens.show(screen, "new", data);
    }

    /** What is told once is told on a page of its own. */
    private Reply made(Screen screen, Collection collection, Inside.Answer answer) {
        String secret = collection.verbs().secret();
        if (!secret.isEmpty() && answer.body().has(secret)) {
            return screens.show(screen, "secret", SecretPage.data(screen, collection, answer.body()));
        }
        return Screens.redirect(address(screen, collection, answer.body()));
    }

    private Reply one(Screen screen) {
        Collection collection = collection(screen);
        if (screen.path("id").equals("new") && !collection.fields().isEmpty() && isNothing(screen, collection)) {
            return Screens.go(screen, "/console/new/" + collection.id());
        }
        return screens.show(screen, "one", new OnePage(screen, collection).of(screen.path("id"), null, null));
    }

    /** Whether there is no thing of this name. */
    private static boolean isNothing(Screen screen, Collection collection) {
        try {
            new OnePage(screen, collection).thing(screen.path("id"));
            return false;
        } catch (Fault fault) {
            return fault.kind() == Fault.Kind.NOT_FOUND;
        }
    }

    private Reply change(Screen screen) {
        Collection collection = collection(screen);
        String id = screen.path("id");
        var page = new OnePage(screen, collection);
        Map<String, List<String>> sent = screen.form();
        JsonNode wanted = null;
        try {
            wanted = new FormBody(collection.fields(), sent).of(false);
            Ask ask = page.changing(id).body(wanted);
            if (sent.containsKey("rehearse")) {
                Rehearsal rehearsal = Rehearsal.of(screen, screen.api().rehearse(ask), ask);
                var data = page.of(id, wanted, null);
                data.put("rehearsal", rehearsal);
                return screens.show(screen, "one", data);
            }
            screen.api().make(ask);
            return Screens.redirect(screen.here() + "?saved=1");
        } catch (Fault fault) {
            return screens.show(screen, fault.kind().status(), "one", page.of(id, wanted, Trouble.of(screen, fault)));
        }
    }

    static Map<String, String> errors(@Nullable Trouble trouble) {
        return trouble == null ? Map.of() : trouble.errors();
    }

    static void putTrouble(Map<String, Object> data, @Nullable Trouble trouble) {
        if (trouble != null) {
            data.put("trouble", trouble);
        }
    }
}
