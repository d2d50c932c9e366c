package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.fault.Fault;

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

    /** What is composed of English words is told by its kind, with the original below: the list may only shrink. */
    private static final Set<String> COMPOSED = Set.of(
            "{} {}.",
            "{}{} {}.",
            "The body {}{}.",
            "The body must be {}.",
            "must be {}",
            "The words to search {}.",
            "line {}: {}.",
            "The body is not valid CSV: {}",
            "The body is not well-formed XML{}",
            "{} {}{} other rows are refused too. Nothing has been kept.",
            "There is no parameter {} here{}",
            "{} must be a whole number from {}{}, not \"{}\".");

    @Test
    void no_other_refusal_that_the_code_says_is_without_its_french_sentence() throws IOException {
        Set<String> without = new TreeSet<>(SaidInCode.refusals(SOURCES));
        assertThat(without).hasSizeGreaterThan(300);
        without.removeAll(Refusals.french().keySet());
        assertThat(without).isEqualTo(new TreeSet<>(COMPOSED));
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

    /** Each of them names what the reader wrote, or the setting that helps. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            webhooks    | events=record.created&url=http://10.0.0.1/in   | url : son hôte 10.0.0.1 mène à un réseau   | leads into
            webhooks    | events=record.created&url=http://0177.0.0.1/   | url : son hôte doit être un nom            | its host
            connections | id=c1&url=jdbc:sqlite:/etc/passwd              | du réglage connectionFolders               | allowed here
            connections | id=c1&url=jdbc:sqlite::memory:%3Fcache%3Dx     | que les paramètres mode, et non cache      | allowed here
            apikeys     | name=k&ips=10.0.0.1;localhost                  | « localhost » n’est ni une adresse         | is no address
            """)
    void why_an_address_may_not_be_kept_is_told_in_french(String collection, String form, String why, String english) {
        String page = AtConsole.as("owner")
                .writing()
                .with("Accept-Language", "fr")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/new/" + collection, Client.bytes(form))
                .is(422)
                .text();
        assertThat(page).contains(why).doesNotContain(english, "class=\"original\"");
    }

    @Test
    void what_nobody_has_said_in_french_is_told_by_its_kind_with_the_original() {
        Trouble unsaid = Trouble.of(Language.FR, Fault.badRequest("Nobody has said this."), "r-1");
        assertThat(unsaid.detail()).isEqualTo(Texts.of(Language.FR).get("problem_bad_request_means"));
        assertThat(unsaid.original()).isEqualTo("Nobody has said this.");
        assertThat(unsaid.request()).isEqualTo("r-1");
    }

    @Test
    void a_refusal_that_repeats_its_first_error_is_told_by_that_one() {
        var error = new Fault.Error("/tables/0", "there is no open table {}", "x");
        Trouble told =
                Trouble.of(Language.FR, Fault.inconsistent("tables: there is no open table x.", List.of(error)), "r");
        assertThat(told.detail()).isEqualTo("tables : il n'y a pas de table ouverte x");
        assertThat(told.original()).isEmpty();
    }

    @Test
    void settings_that_cannot_be_are_refused_in_french() {
        String page = AtConsole.as("owner")
                .writing()
                .with("Accept-Language", "fr")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/settings/bodyLimit", Client.bytes("value=many"))
                .is(400)
                .text();
        assertThat(page).contains("Ces réglages ne peuvent être", "<code>").doesNotContain("These settings");
    }
}
