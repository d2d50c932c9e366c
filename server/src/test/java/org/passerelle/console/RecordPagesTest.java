package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** Records are added, ordered, changed, brought in and removed at the console, and what is wrong with one is told where it is. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RecordPagesTest {

    private static final String PASSWORD = "correct-horse-battery-7";
    private static final String ADD = "/console/add/clients";

    @Test
    void a_record_is_added_and_removed_each_after_it_was_tried() {
        var owner = AtConsole.as("owner");
        String key = "c" + UUID.randomUUID();
        assertThat(owner.reading().get(ADD).is(200).text()).contains("name=\"nom\"", "name=\"cle\"", "A whole number");
        assertThat(owner.post(ADD, "cle=" + key + "&nom=Neuf&effectif=many")
                        .is(400)
                        .text())
                .contains("invalid-feedback", "value=\"many\"");
        owner.post(ADD, "cle=" + key + "&nom=Neuf&rehearse=1").is(200);
        Client.as("owner").get("/api/item/clients/" + key).is(404);
        String page = owner.post(ADD, "cle=" + key + "&nom=Neuf&effectif=3&actif=true")
                .is(303)
                .header("Location");
        String record = page.substring(0, page.indexOf('?'));
        assertThat(owner.reading().get(page).is(200).text()).contains("value=\"Neuf\"", "alert-success");

        String end = record.replace("/console/data/", "/console/remove/");
        assertThat(owner.reading().get(record).text()).contains("href=\"" + end + "\"");
        assertThat(owner.reading().get(end).is(200).text()).contains("btn-danger", "Dry-Run: true");
        owner.reading().get(record).is(200);
        owner.post(end, "").is(303);
        owner.reading().get(record).is(404);
    }

    @Test
    void who_may_only_read_is_offered_neither() {
        String id = "reader" + UUID.randomUUID();
        Client owner = Client.as("owner");
        owner.post(
                        "/api/v1/roles",
                        "{\"id\":\"%s\",\"name\":\"x\",\"tables\":{\"clients\":{\"actions\":[\"list\",\"read\"]}}}"
                                .formatted(id))
                .is(201);
        owner.post(
                        "/api/v1/users",
                        "{\"id\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"],\"acls\":[\"api.access\",\"data:r\"]}"
                                .formatted(id, PASSWORD, id))
                .is(201);
        var reader = AtConsole.as(id, PASSWORD).reading();
        assertThat(reader.get("/console/data/clients").is(200).text()).doesNotContain("/console/add/", "data-import");
        assertThat(reader.get("/console/data/clients/1").is(200).text())
                .doesNotContain("/console/remove/", "btn-primary")
                .contains("readonly");
        reader.get("/console/remove/clients/1").is(403);
    }

    @Test
    void a_heading_orders_the_records_and_the_file_too() {
        var owner = AtConsole.as("owner").reading();
        Answer grid = owner.get("/console/data/clients?sort=-nom&where=cp%7Cstart%7C77%7C")
                .is(200);
        assertThat(grid.text()).contains("aria-sort=\"descending\"", "sort=-nom", "sort=nom");
        assertThat(Client.as("owner")
                        .get("/api/list/clients?sort=-nom&rowPerPage=3")
                        .is(200)
                        .column("nom"))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        Client.as("owner").get("/api/list/clients?sort=nobody").is(400);
    }

    @Test
    void conditions_are_said_in_words() {
        assertThat(AtConsole.as("owner")
                        .reading()
                        .with("Accept-Language", "fr")
                        .get("/console/data/clients?column=nom&operator=notcontain&value=NIDS")
                        .is(200)
                        .text())
                .contains(">nom ne contient pas NIDS ×<", "<option value=\"greaterequal\">au moins</option>");
    }

    @Test
    void a_wrong_value_is_told_in_its_cell_with_the_request() {
        var owner = AtConsole.as("owner");
        String cell = owner.writing()
                .with("Accept-Language", "fr")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/data/clients/1/date_creation", Client.bytes("value=demain"))
                .is(200)
                .text();
        assertThat(cell).contains("une date", "<code>").doesNotContain("Quelque chose");
    }

    @Test
    void of_an_import_the_rows_that_are_refused_come_back_as_a_file() throws IOException {
        String right = "i" + UUID.randomUUID();
        String file = "cle,nom,effectif\n" + right + ",Juste,3\n" + right + "-2,Faux,beaucoup\n";
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/data/clients");
            page.locator("details:has([data-import]) summary").click();
            page.check("[name=skip]");
            page.setInputFiles(
                    "[name=file]", new FilePayload("clients.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
            page.click("[data-import] button");
            PlaywrightAssertions.assertThat(page.locator(".import-outcome")).containsText("Lignes importées : 1");
            Download refused = page.waitForDownload(() -> page.click(".import-outcome a[data-export]"));
            assertThat(Files.readString(refused.path())).contains("effectif");
            assertThat(refused.suggestedFilename()).endsWith(".csv");
        } finally {
            Client.as("owner").delete("/api/clients/" + id(right)).is(204);
        }
    }

    private static String id(String key) {
        return Client.as("owner")
                .get("/api/item/clients/" + key)
                .is(200)
                .json()
                .path("id")
                .asText();
    }
}
