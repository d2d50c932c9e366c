package org.passerelle.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Things of one kind as the console shows them: by which operations they are listed, shown, made, changed and removed, and what people see of
 * them. What an operation does not exist for, or the reader may not use, is not offered. Its texts begin with its id. Immutable.
 *
 * @param id as it stands in addresses: {@code /console/users}
 * @param panels what belongs to one thing and is listed beside it
 * @param deeds what else can be done with one
 * @param around what stands around the list, and around one thing
 */
record Collection(
        String id,
        Menu.Part part,
        String icon,
        Verbs verbs,
        List<Column> columns,
        List<Field> fields,
        List<Panel> panels,
        List<Deed> deeds,
        Around around) {

    /**
     * By which operations.
     *
     * @param change the first of these that there is
     * @param query parameters of lists and of single things
     * @param key the member that tells one thing from the others; empty where they have no pages of their own
     * @param secret the member that who makes one is told once; empty for none
     */
    record Verbs(
            String list,
            String get,
            String create,
            List<String> change,
            String remove,
            Map<String, String> query,
            String key,
            String secret) {}

    /**
     * What belongs to a thing.
     *
     * @param operation lists it, among others perhaps
     * @param member which holds the thing's key; empty where the operation is about one thing
     * @param to the collection whose pages its lines lead to; empty for none
     */
    record Panel(String id, String operation, String member, String to, List<Column> columns) {}

    /**
     * What can be done with one thing.
     *
     * @param grave whether it is rehearsed and told before it is done
     * @param fields what must be said with it, where it is grave
     */
    record Deed(String id, String operation, boolean grave, List<Field> fields) {}

    /**
     * What stands around.
     *
     * @param stream the operation that tells what happens while it happens, beside the list; empty for none
     * @param trial the operation that tries a new one before it is made; empty for none
     * @param leaves further pages of one thing, which need an operation: {@code /console/webhooks/w1/deliveries}
     */
    record Around(String stream, String trial, List<Leaf> leaves) {}

    /** @param id the last part of its address */
    record Leaf(String id, String operation) {}

    private static final Around NOTHING = new Around("", "", List.of());

    /** @param icon of the sprite */
    static Collection of(String id, Menu.Part part, String icon) {
        return new Collection(id, part, icon, verbs(id), List.of(), List.of(), List.of(), List.of(), NOTHING);
    }

    private static Verbs verbs(String family) {
        return new Verbs(
                family + ".list",
                family + ".get",
                family + ".create",
                List.of(family + ".update", family + ".replace"),
                family + ".delete",
                Map.of(),
                "id",
                "");
    }

    Collection shows(Column... shown) {
        return new Collection(id, part, icon, verbs, List.of(shown), fields, panels, deeds, around);
    }

    Collection asks(Field... asked) {
        return new Collection(id, part, icon, verbs, columns, List.of(asked), panels, deeds, around);
    }

    Collection panel(String panel, String operation, String member, String to, Column... shown) {
        var more = new ArrayList<>(panels);
        more.add(new Panel(panel, operation, member, to, List.of(shown)));
        return new Collection(id, part, icon, verbs, columns, fields, List.copyOf(more), deeds, around);
    }

    Collection deed(String deed, String operation) {
        return deed(new Deed(deed, operation, false, List.of()));
    }

    Collection graveDeed(String deed, String operation, Field... asked) {
        return deed(new Deed(deed, operation, true, List.of(asked)));
    }

    private Collection deed(Deed deed) {
        var more = new ArrayList<>(deeds);
        more.add(deed);
        return new Collection(id, part, icon, verbs, columns, fields, panels, List.copyOf(more), around);
    }

    /** @param operation tells what happens while it happens */
    Collection hearing(String operation) {
        return with(new Around(operation, around.trial(), around.leaves()));
    }

    /** @param operation tries a new one before it is made */
    Collection triedBy(String operation) {
        return with(new Around(around.stream(), operation, around.leaves()));
    }

    Collection leaf(String leaf, String operation) {
        var more = new ArrayList<>(around.leaves());
        more.add(new Leaf(leaf, operation));
        return with(new Around(around.stream(), around.trial(), List.copyOf(more)));
    }

    private Collection with(Around other) {
        return new Collection(id, part, icon, verbs, columns, fields, panels, deeds, other);
    }

    Collection knownBy(String key) {
        return with(new Verbs(
                verbs.list, verbs.get, verbs.create, verbs.change, verbs.remove, verbs.query, key, verbs.secret));
    }

    Collection telling(String secret) {
        return with(new Verbs(
                verbs.list, verbs.get, verbs.create, verbs.change, verbs.remove, verbs.query, verbs.key, secret));
    }

    /** Single things are looked for in the list: the operation of that name shows something else. */
    Collection foundInList() {
        return with(new Verbs(
                verbs.list, "", verbs.create, verbs.change, verbs.remove, verbs.query, verbs.key, verbs.secret));
    }

    Collection removedBy(String operation) {
        return with(new Verbs(
                verbs.list, verbs.get, verbs.create, verbs.change, operation, verbs.query, verbs.key, verbs.secret));
    }

    Collection listedBy(String operation) {
        return with(new Verbs(
                operation, verbs.get, verbs.create, verbs.change, verbs.remove, verbs.query, verbs.key, verbs.secret));
    }

    Collection querying(String name, String value) {
        return with(new Verbs(
                verbs.list,
                verbs.get,
                verbs.create,
                verbs.change,
                verbs.remove,
                Map.of(name, value),
                verbs.key,
                verbs.secret));
    }

    private Collection with(Verbs other) {
        return new Collection(id, part, icon, other, columns, fields, panels, deeds, around);
    }

    /** The name of a text about it. */
    String textKey(String which) {
        return id.replace('-', '_') + "_" + which;
    }
}
