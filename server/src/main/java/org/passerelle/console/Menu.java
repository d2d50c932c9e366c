package org.passerelle.console;

import java.util.ArrayList;
import java.util.List;

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

    private Menu() {}

    static List<Section> of(Screen screen) {
        var sections = new ArrayList<Section>();
        for (Part part : Part.values()) {
            List<Item> items = new ArrayList<>();
            if (part == Part.DATA && screen.api().may("calls.get")) {
                items.add(item(screen, "data", "data_title", "grid"));
            }
            Collections.ALL.stream()
                    .filter(collection -> collection.part() == part && part != Part.NONE)
                    .filter(collection -> screen.api().may(collection.verbs().list()))
                    .map(collection -> item(screen, collection.id(), collection.textKey("title"), collection.icon()))
                    .forEach(items::add);
            if (part == Part.ACCESS) {
                items.add(item(screen, "explain", "explain_title", "why"));
            }
            if (!items.isEmpty()) {
                sections.add(new Section(screen.text("part_" + part.name().toLowerCase(java.util.Locale.ROOT)), items));
            }
        }
        return sections;
    }

    private static Item item(Screen screen, String id, String text, String icon) {
        String address = screen.base() + "/console/" + id;
        String here = screen.here();
        return new Item(screen.text(text), address, icon, here.equals(address) || here.startsWith(address + "/"));
    }
}
