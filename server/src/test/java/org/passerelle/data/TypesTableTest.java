package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Engine;
import org.passerelle.engine.TypeZoo;
import org.passerelle.http.Http;
import org.passerelle.http.Opened;

/** {@code docs/reference/types.md} says of every type of every engine how its highest value goes out, and this is so. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class TypesTableTest {

    private static final Path PAGE = Path.of("../docs/reference/types.md");
    private static final Path AS_IT_IS = Path.of("target/types.md");
    private static final Pattern DECLARED = Pattern.compile("(?m)^  \"?(c_\\w+)\"? +([^-\n]+?),? *(--.*)?$");
    private static final Pattern JSON_VALUE = Pattern.compile("\"(c_\\w+)\":(.*?)(?=,\"c_\\w+\":|}$)", Pattern.DOTALL);
    private static final int LONGEST = 90;

    private final Http http = Http.ofOwner();

    @Test
    void the_page_is_true() throws IOException {
        String page = Files.readString(PAGE);
        String truth = page;
        for (Engine engine : Engine.values()) {
            truth = truth.replaceAll(
                    "(?s)(<!-- types of %s -->\n).*?(<!-- end -->)".formatted(engine.type()),
                    "$1" + Matcher.quoteReplacement(table(engine)) + "$2");
        }
        Files.writeString(AS_IT_IS, truth);
        assertThat(page).as("copy %s to %s", AS_IT_IS, PAGE).isEqualTo(truth);
    }

    private String table(Engine engine) throws IOException {
        Opened zoo = Opened.of(http, TypeZoo.types(engine));
        Map<String, String> json = new HashMap<>();
        String record = http.get(zoo.resource("types", 1)).body();
        Matcher value = JSON_VALUE.matcher(record);
        while (value.find()) {
            json.put(value.group(1), value.group(2));
        }
        String xml =
                http.get(zoo.resource("types", 1), "Accept", "application/xml").body();
        String csv =
                http.get(zoo.resource("types") + "?id=1", "Accept", "text/csv").body();
        Map<String, String> declared = declared(engine);
        var table = new StringBuilder("| declared | type | JSON | XML | CSV |\n|---|---|---|---|---|\n");
        List<String> fields = fields(csv);
        int number = 0;
        for (JsonNode column : zoo.tables().getFirst().path("columns")) {
            String name = column.path("name").asText();
            String field = fields.get(number++);
            if (!name.equals("id")) {
                String element = xml.replaceAll("(?s).*<" + name + ">(.*)</" + name + ">.*", "$1");
                table.append("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                declared.getOrDefault(name, "(none)"),
                                column.path("type").asText().replaceAll("^enum\\(.*", "enum"),
                                cell(readable(json.get(name))),
                                cell(element),
                                cell(field)));
            }
        }
        zoo.remove();
        return table.toString();
    }

    private static Map<String, String> declared(Engine engine) throws IOException {
        var declared = new HashMap<String, String>();
        try (var in = TypesTableTest.class.getResourceAsStream("/zoo/" + engine.type() + "-types.sql")) {
            Matcher line = DECLARED.matcher(new String(in.readAllBytes()));
            while (line.find()) {
                declared.putIfAbsent(line.group(1), line.group(2).strip());
            }
        }
        return declared;
    }

    /** The fields of the second line, as they stand there. */
    private static List<String> fields(String csv) {
        String line = csv.substring(csv.indexOf("\r\n") + 2, csv.length() - 2);
        var fields = new ArrayList<String>();
        boolean quoted = false;
        var field = new StringBuilder();
        for (char c : line.toCharArray()) {
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** Characters beyond the Basic Multilingual Plane may be escaped in JSON. */
    private static String readable(String json) {
        return Pattern.compile("\\\\u([0-9A-F]{4})")
                .matcher(json)
                .replaceAll(code -> Character.toString((char) Integer.parseInt(code.group(1), 16)));
    }

    private static String cell(String text) {
        String shortened = text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return "`" + shortened.replace("|", "\\|") + "`";
    }
}
