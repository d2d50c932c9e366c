package org.passerelle.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way through the console: only what the reader may see is on it. */
public final class Menu {

    /** What belongs together. */
    enum Part {
        DATA,
        ACCESS,
        EXCHANGE,
        WATCH,
        SERVER,
        /** Of no part: reached from elsewhere. */
        NONE
    }

    /** @param here whether this is where the reader is */
    public record Item(String label, String address, String icon, boolean here) {}

    public record Section(String label, List<Item> items) {}

    /**
     * A page of its own, beside the collections.
     *
     * @param operation without which there is nothing to see on it; empty where there always is
     */
    private record Extra(Part part, String id, String icon, String operation) {}

    private static final List<Extra> BEFORE = List.of(new Extra(Part.DATA, "data", "grid", "calls.get"));
    private static final List<Extra> AFTER = List.of(
            new Extra(Part.DATA, "modules", "module", "tables.list"),
            new Extra(Part.ACCESS, "explain", "why", ""),
            new Extra(Part.SERVER, "system", "system", "system.info"));

    private Menu() {}

    static List<Section> of(Screen screen) {
        var sections = new ArrayList<Section>();
        for (Part part : Part.values()) {
            List<Item> items = new ArrayList<>(extras(screen, BEFORE, part));
            Collections.ALL.stream()
                    .filter(collection -> collection.part() == part && part != Part.NONE)
                    .filter(collection -> screen.api().may(collection.verbs().list()))
                    .map(collection -> item(screen, collection.id(), collection.textKey("title"), collection.icon()))
                    .forEach(items::add);
            items.addAll(extras(screen, AFTER, part));
            if (!items.isEmpty()) {
                sections.add(new Section(screen.text("part_" + part.name().toLowerCase(Locale.ROOT)), items));
            }
        }
        return sections;
    }

    private static List<Item> extras(Screen screen, List<Extra> extras, Part part) {
        return extras.stream()
                .filter(extra -> extra.part() == part)
                .filter(extra -> extra.operation().isEmpty() || screen.api().may(extra.operation()))
                .map(extra -> item(screen, extra.id(), extra.id() + "_title", extra.icon()))
                .toList();
    }

    private static Item item(Screen screen, String id, String text, String icon) {
        String address = screen.base() + "/console/" + id;
        String here = screen.here();
        return new Item(screen.text(text), address, icon, here.equals(address) || here.startsWith(address + "/"));
    }
}
