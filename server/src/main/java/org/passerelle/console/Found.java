package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a test found before there is anything to keep.
 *
 * @param message what answered, or why nothing did
 * @param curl how somebody outside would test the same
 */
public record Found(boolean ok, String message, List<Table> tables, String curl) {

    /** A table as it would be opened: what tells its records apart, where they point to, and what to know before. */
    public record Table(String name, int columns, String key, String references, String warnings) {}

    static Found of(Screen screen, JsonNode answer, Ask ask) {
        return new Found(
                answer.path("ok").asBoolean(),
                screen.cells().said(answer.path("message").asText()),
                answer.path("tables")
                        .valueStream()
                        .map(table -> new Table(
                                table.path("name").asText(),
                                table.path("columns").asInt(),
                                joined(screen, table.path("key")),
                                joined(screen, table.path("references")),
                                joined(screen, table.path("warnings"))))
                        .toList(),
                screen.api().curl(ask, false));
    }

    private static String joined(Screen screen, JsonNode words) {
        return String.join(
                ", ",
                words.valueStream()
                        .map(word -> screen.cells().said(word.asText()))
                        .toList());
    }
}
