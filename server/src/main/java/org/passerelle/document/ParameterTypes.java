package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.operation.Parameter;

/** What the parameters that are no free text may be, by their names, which mean the same in every operation. */
final class ParameterTypes {

    private static final int MOST_ROWS_BY_VIEW = 1_000;

    private ParameterTypes() {}

    static ObjectNode of(Parameter parameter) {
        boolean byView = parameter.in() == Parameter.In.OPTION;
        return switch (parameter.name()) {
            case "page" -> Bounds.int32(byView ? 1 : 0);
            case "rowPerPage" -> Bounds.int32(1).put("maximum", MOST_ROWS_BY_VIEW);
            case "size", "limit" -> Bounds.int32(1);
            case "onlyVisible", "columns" -> words("on", "off");
            case "numbers" -> words("text");
            case "count" -> words("exact", "estimated");
            case "open" -> words("true", "false");
            default -> Bounds.text(Bounds.PARAMETER);
        };
    }

    private static ObjectNode words(String... words) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        var all = schema.put("type", "string").putArray("enum");
        for (String word : words) {
            all.add(word);
        }
        return schema;
    }
}
