package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** Refusals are told in the reader's language, with the request to quote. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RefusalTextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void each_sentence_of_the_list_is_one_that_the_code_says_and_names_as_much() throws IOException {
        var code = new StringBuilder();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                code.append(JOINED.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        assertThat(Refusals.french()).isNotEmpty().allSatisfy((words, french) -> {
            assertThat(code).contains("\"" + words.replace("\"", "\\\"") + "\"");
            assertThat(names(french)).isEqualTo(names(words));
        });
    }

    private static int names(String words) {
        return words.split("\\{}", -1).length;
    }

    @Test
    void what_is_missing_and_what_is_not_allowed_is_told_in_french_to_who_reads_french() {
        Client owner = AtConsole.as("owner").reading();
        assertThat(owner.with("Accept-Language", "fr")
                        .get("/console/webhooks/nowhere")
                        .is(404)
                        .text())
                .contains("webhook nowhere.", "Ce qui est demandé n", "Requête <code>")
                .doesNotContain("There is no");
        assertThat(owner.get("/console/webhooks/nowhere").is(404).text()).contains("There is no webhook nowhere.");
        assertThat(AtConsole.as("user")
                        .reading()
                        .with("Accept-Language", "fr")
                        .get("/console/users")
                        .is(403)
                        .text())
                .contains("users:r", "détient pas l")
                .doesNotContain("does not hold");
    }

    @Test
    void a_reason_stands_at_its_field_in_french() {
        var owner = AtConsole.as("owner");
        String page = owner.writing()
                .with("Accept-Language", "fr")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/new/roles", Client.bytes("id=r1&name=R&priority=first"))
                .is(400)
                .text();
        assertThat(page).contains("est un nombre").doesNotContain("must be a number");
    }

    @Test
    void what_nobody_has_said_in_french_is_told_by_its_kind_and_marked_as_english() {
        String page = AtConsole.as("owner")
                .writing()
                .with("Accept-Language", "fr")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/settings/bodyLimit", Client.bytes("value=many"))
                .is(400)
                .text();
        assertThat(page).contains("lang=\"en\">These settings cannot be", "<code>");
        assertThat(page).contains(Texts.of(Language.FR).get("problem_bad_request_name"));
    }
}
