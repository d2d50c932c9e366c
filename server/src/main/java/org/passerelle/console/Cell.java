package org.passerelle.console;

import java.util.List;

/**
 * A value as people see it.
 *
 * @param kind which names its look
 * @param text also what is searched and what a file holds
 * @param machine the same for machines, where that differs: a moment in ISO 8601, the tone of a state
 * @param items of a list
 */
public record Cell(String kind, String text, String machine, List<String> items) {

    static final Cell EMPTY = new Cell("text", "", "", List.of());

    static Cell text(String text) {
        return new Cell("text", text, "", List.of());
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }
}
