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
 * @param headers that are sent along, and one more to fill in
 * @param parts of which it is made, each a field
 * @param when which words of which other field it belongs to; empty for all
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
        List<Header> headers,
        List<Input> parts,
        String error,
        boolean needed,
        String when,
        boolean fixed) {

    /** One that has neither columns nor headers nor parts, and may be left empty. */
    static Input of(
            String name,
            String label,
            String hint,
            String kind,
            String value,
            List<Option> options,
            String error,
            boolean fixed) {
        return new Input(
                "f-" + name,
                name,
                label,
                hint,
                kind,
                value,
                options,
                List.of(),
                List.of(),
                List.of(),
                error,
                false,
                "",
                fixed);
    }

    /** @param group for levels of permissions: the API type that it is about */
    public record Option(String group, String value, String label, boolean chosen) {}

    /**
     * @param used whether the view has it
     * @param rest what else the view says of it, as JSON
     */
    public record ViewColumn(String name, String title, boolean used, boolean visible, String rest) {}

    /** @param hidden whether its value is never shown again */
    public record Header(String name, String value, boolean hidden) {}

    /** How many are chosen. */
    public long chosen() {
        return options.stream().filter(Option::chosen).count();
    }
}
