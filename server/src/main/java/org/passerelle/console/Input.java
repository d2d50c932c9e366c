package org.passerelle.console;

import java.util.List;

/**
 * A field of a form as it is drawn.
 *
 * @param id for its label, unique on the page
 * @param hint empty for none
 * @param error what the API said of it; empty for nothing
 * @param options what can be chosen
 * @param columns of a view, in order
 * @param fixed whether it cannot be changed
 */
public record Input(
        String id,
        String name,
        String label,
        String hint,
        String kind,
        String value,
        List<Option> options,
        List<ViewColumn> columns,
        String error,
        boolean needed,
        boolean fixed) {

    /** @param group for levels of permissions: the API type that it is about */
    public record Option(String group, String value, String label, boolean chosen) {}

    /**
     * @param used whether the view has it
     * @param rest what else the view says of it, as JSON
     */
    public record ViewColumn(String name, String title, boolean used, boolean visible, String rest) {}

    /** How many are chosen. */
    public long chosen() {
        return options.stream().filter(Option::chosen).count();
    }
}
