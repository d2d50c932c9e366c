package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;
import org.passerelle.people.Acls;

/** The page of one thing: what it is, what can be done with it, what belongs to it. */
record OnePage(Screen screen, Collection collection) {

    /**
     * @param wanted how somebody would have it; null for as it is
     * @param trouble why it was not done
     */
    Map<String, Object> of(String id, @Nullable JsonNode wanted, @Nullable Trouble trouble) {
        Collection.Verbs verbs = collection.verbs();
        JsonNode thing = thing(id);
        var data = CollectionPages.data(screen, collection);
        boolean mayChange = change().filter(screen.api()::may).isPresent();
        data.put("id", id);
        data.put("self", screen.base() + "/console/" + collection.id() + "/" + Pages.segment(id));
        data.put("explain", explain(thing, id));
        data.put("name", name(thing, id));
        data.put(
                "inputs",
                new FormInputs(screen, collection)
                        .of(wanted == null ? thing : wanted, false, !mayChange, CollectionPages.errors(trouble)));
        data.put("facts", facts(thing));
        data.put("mayChange", mayChange);
        data.put("mayRemove", screen.api().may(verbs.remove()));
        data.put("mayAct", mayAct(thing, id));
        data.put("deeds", deeds());
        data.put("panels", panels(id));
        data.put("leaves", leaves());
        data.put("saved", !screen.query("saved").isEmpty());
        data.put("curl", screen.api().curl(showing(id), false));
        CollectionPages.putTrouble(data, trouble);
        return data;
    }

    /** Nobody acts for himself or for an owner, or twice. */
    private boolean mayAct(JsonNode thing, String id) {
        Caller caller = screen.call().caller();
        return collection.id().equals("users")
                && caller.actor() == null
                && caller.holds(Acls.IMPERSONATE)
                && !id.equals(caller.user())
                && !thing.path("kind").asText().equals("owner");
    }

    /** Where no operation shows one alone, it is looked for among all. */
    JsonNode thing(String id) {
        Collection.Verbs verbs = collection.verbs();
        if (screen.api().operation(verbs.get()).isPresent()) {
            return screen.api().read(showing(id));
        }
        for (JsonNode thing : screen.api().all(amongAll(id))) {
            if (Cells.text(thing.path(verbs.key())).equals(id)) {
                return thing;
            }
        }
        throw Fault.notFound("There is nothing at this address.");
    }

    private Ask showing(String id) {
        Collection.Verbs verbs = collection.verbs();
        boolean alone = screen.api().operation(verbs.get()).isPresent();
        return alone ? screen.api().about(verbs.get(), id).query(verbs.query()) : amongAll(id);
    }

    /** The list; of one that can be asked for a single thing, this one alone. */
    private Ask amongAll(String id) {
        Collection.Verbs verbs = collection.verbs();
        boolean findsOne = screen.api().operation(verbs.list()).stream()
                .flatMap(list -> list.request().parameters().stream())
                .anyMatch(parameter -> parameter.name().equals(verbs.key()));
        return Ask.of(verbs.list()).query(verbs.query()).query(findsOne ? Map.of(verbs.key(), id) : Map.of());
    }

    private Optional<String> change() {
        return screen.api().first(collection.verbs().change().toArray(String[]::new));
    }

    /** @throws Fault 404 where nothing can be changed */
    Ask changing(String id) {
        return change().map(operation -> screen.api().about(operation, id))
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
    }

    private static String name(JsonNode thing, String id) {
        for (String member : List.of("name", "title", "description")) {
            String name = Cells.text(thing.path(member));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return id;
    }

    /** A line of what cannot be changed here. */
    public record Fact(String label, Cell cell) {

        /** Of these members of a thing, those that say something. */
        static List<Fact> of(Screen screen, JsonNode thing, List<Column> columns) {
            return columns.stream()
                    .map(column -> new Fact(
                            screen.textOr("f_" + column.field().replace('.', '_'), column.field()),
                            screen.cells().of(thing, column)))
                    .filter(fact -> !fact.cell().isEmpty())
                    .toList();
        }
    }

    private List<Fact> facts(JsonNode thing) {
        List<String> asked = collection.fields().stream()
                .filter(field -> !field.has(Field.Trait.FIRST_ONLY))
                .map(Field::name)
                .toList();
        List<Column> told = collection.columns().stream()
                .filter(column -> !asked.contains(column.field()))
                .filter(column -> !column.field().equals(collection.verbs().key()))
                .toList();
        return Fact.of(screen, thing, told);
    }

    /** Something that can be done. */
    public record Offer(String id, String label, boolean grave) {}

    private List<Offer> deeds() {
        return collection.deeds().stream()
                .filter(deed -> screen.api().may(deed.operation()))
                .map(deed -> new Offer(deed.id(), screen.text("deed_" + deed.id()), deed.grave()))
                .toList();
    }

    private List<Offer> leaves() {
        return collection.around().leaves().stream()
                .filter(leaf -> screen.api().may(leaf.operation()))
                .map(leaf -> new Offer(leaf.id(), screen.text("panel_" + leaf.id()), false))
                .toList();
    }

    /**
     * What belongs to a thing.
     *
     * @param more where one more is made, of this thing; empty for nowhere
     */
    public record Beside(String id, String label, String more, String moreLabel) {}

    private List<Beside> panels(String id) {
        return collection.panels().stream()
                .filter(panel -> panel.operation().isEmpty() || screen.api().may(panel.operation()))
                .map(panel -> beside(panel, id))
                .toList();
    }

    private Beside beside(Collection.Panel panel, String id) {
        String label = screen.text("panel_" + panel.id());
        if (panel.id().equals(RightPages.PANEL)) {
            return RightPages.beside(screen, collection, id);
        }
        if (panel.to().equals("tables") && screen.api().may("tables.replace")) {
            return new Beside(panel.id(), label, screen.base() + "/console/start", screen.text("start_choose"));
        }
        Optional<Collection> other = Collections.find(panel.to())
                .filter(to -> screen.api().may(to.verbs().create()))
                .filter(to ->
                        to.fields().stream().anyMatch(field -> field.name().equals(panel.member())));
        return new Beside(
                panel.id(),
                label,
                other.map(to -> screen.base() + "/console/new/" + to.id() + "?"
                                + Pages.query(Map.of(panel.member(), List.of(id))))
                        .orElse(""),
                other.map(to -> CollectionPages.newLabel(screen, to)).orElse(""));
    }

    /** Where it is told why somebody may, or may not; empty for things that nobody asks it of. */
    private String explain(JsonNode thing, String id) {
        String page = screen.base() + "/console/explain";
        return switch (collection.id()) {
            case "users", "apikeys" -> page + "?" + Pages.query(Map.of("caller", List.of(id)));
            case "clients" ->
                Cells.text(thing.path("user")).isEmpty() ? "" : page + "?" + Pages.query(Map.of("caller", List.of(id)));
            default ->
                ExplainPages.HELD.contains(collection.id()) ? ExplainPages.about(screen, collection.id(), id) : "";
        };
    }
}
