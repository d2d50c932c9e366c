package org.passerelle.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.format.Json;
import org.passerelle.publication.PublicFiles;
import org.passerelle.schema.Module;

/** What the demo publishes: indicators and their levels, to two tokens, as Linea21's document has them. */
final class DemoPublic {

    private static final String MEMBER = "permissionFileTokens";
    private static final String CONFIG = """
            ; To whom public data is open: 0 (nobody), "full-access" (everybody), "limited-access" (tokens)
            API_PROVIDE = "limited-access"
            PUBLIC_THEME = "default"
            """;

    private static final List<String> PUBLIC = List.of("description", "unit", "level", "periodicity");
    private static final List<String> PUBLISHED =
            List.of("description", "unit", "level", "periodicity", "source", "comment", "target");

    /** By the tables that they publish. */
    static final Map<String, Module> MODULES = Map.of(
            "indicator",
            new Module(
                    "indicator",
                    "status",
                    false,
                    "name",
                    PUBLIC,
                    PUBLISHED,
                    null,
                    new Module.Values("indicator_values", "indicator", "date", "value", List.of("comment"))),
            "level",
            new Module("level", "status", false, "name", List.of("position"), List.of("position"), "parent", null));

    private DemoPublic() {}

    /** Files are written only where there are none; the credentials tell the tokens of the file that counts. */
    static void prepare(PublicFiles files, ObjectNode credentials) {
        try {
            files.open(CONFIG);
            Optional<?> present = files.present();
            var tokens = new ArrayList<String>();
            if (present.isPresent()) {
                tokens.addAll(files.tokens());
            } else {
                credentials.path(MEMBER).forEach(token -> tokens.add(token.asText()));
                while (tokens.size() < 2) {
                    tokens.add(PublicFiles.token());
                }
                files.write(entries(tokens.get(0), tokens.get(1)));
            }
            ArrayNode told = credentials.putArray(MEMBER);
            tokens.forEach(told::add);
        } catch (IOException e) {
            throw new House.Trouble("The files of public data cannot be written: " + House.reason(e));
        }
    }

    private static ObjectNode entries(String first, String second) {
        ObjectNode entries = Json.MAPPER.createObjectNode();
        entries.set(
                first,
                PublicFiles.entry(
                        "Lien avec tel établissement",
                        "YYYY xxxx <yyy.xxx@etablissement.org>",
                        Map.of(
                                "indicator",
                                List.of("list", "info", "info-full", "values", "info-values", "last-value"),
                                "level",
                                List.of("list")),
                        List.of("all")));
        entries.set(
                second,
                PublicFiles.entry(
                        "Un autre utilisateur de l'API",
                        "AAA BBB <aaa.bbb@utilisateur.org>",
                        Map.of("indicator", List.of("all"), "level", List.of("list")),
                        List.of()));
        return entries;
    }
}
