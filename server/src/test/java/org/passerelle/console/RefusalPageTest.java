package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** What is refused before a page of the console is reached is told to people by a page, and to clients by a problem. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RefusalPageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static Client reader(String language) {
        return Client.nobody().with("Accept", BROWSER).with("Accept-Language", language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /console/no/such/page/anywhere | 404 | Il n&#39;y a rien à cette adresse.
        DELETE | /console/sign-in               | 405 | Cette adresse répond
        GET    | /foo                           | 404 | Il n&#39;y a rien à cette adresse.
        GET    | /swagger/index.html            | 404 | Il n&#39;y a rien à cette adresse.
        GET    | /console/%FF                   | 400 | L&#39;adresse n&#39;est pas
        """)
    void a_person_reads_why_what_to_do_and_the_request_to_quote_in_his_language(
            String method, String path, int status, String why) {
        Answer page = reader("fr").send(method, path, null).is(status);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Language")).isEqualTo("fr");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains(why, "<code>" + page.header("X-Request-Id") + "</code>", "href=\"/console\"")
                .doesNotContain("class=\"original\"");
        assertThat(reader("en").send(method, path, null).is(status).text())
                .contains("<html lang=\"en\">")
                .doesNotContain(why);
    }

    @ParameterizedTest
    @CsvSource({"Dry-Run, perhaps", "Accept-Version, 7"})
    void a_header_that_does_not_hold_is_told_by_a_page(String header, String value) {
        Answer page = reader("fr").with(header, value).get("/console").is(400);
        assertThat(page.text()).contains("<h1>", page.header("X-Request-Id"));
    }

    @Test
    void a_form_of_nobodys_session_is_told_by_a_page() {
        Answer page = AtConsole.as("admin")
                .reading()
                .with("Accept", BROWSER)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/sign-out", Client.bytes("x=y"))
                .is(403);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("X-CSRF-Token", "/console/sign-in");
    }

    @Test
    void a_part_that_a_page_asks_for_is_refused_by_a_part() {
        String part = Client.nobody()
                .with("HX-Request", "true")
                .get("/console/no/such/page/anywhere")
                .is(404)
                .text();
        assertThat(part).contains("role=\"alert\"").doesNotContain("<html");
    }

    @Test
    void a_client_and_any_address_of_the_api_keep_their_problem() {
        assertThat(Client.nobody().get("/console/no/such/page/anywhere").is(404).header("Content-Type"))
                .startsWith("application/problem+json");
        assertThat(Client.nobody().get("/foo").is(404).header("Content-Type")).startsWith("application/problem+json");
        for (String path : List.of("/api/nothing/at/all/here", "/itcare/foo", "/ddenterpriseapi/foo")) {
            assertThat(reader("fr").get(path).is(404).header("Content-Type"))
                    .as(path)
                    .doesNotContain("html");
        }
        assertThat(reader("fr").get("/api/v1/users").is(401).header("Content-Type"))
                .startsWith("application/problem+");
    }

    @Test
    void nothing_of_the_address_runs_on_the_page() {
        assertThat(reader("en")
                        .get("/console/%3Cscript%3Ealert(1)%3C/script%3E/a/b?q=%22%3E%3Cscript%3E")
                        .is(404)
                        .text())
                .doesNotContain("<script>");
    }

    @Test
    void a_browser_shows_it() {
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open("/console/sign-in");
            Response answer = page.navigate("/console/no/such/page/anywhere");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(page.locator("h1").innerText()).isEqualTo("Il n’y a rien ici");
            assertThat(page.locator("[role=alert]").innerText()).isEqualTo("Il n'y a rien à cette adresse.");
            page.locator(".switch").click();
            assertThat(page.locator("[role=alert]").innerText()).isEqualTo("There is nothing at this address.");
            page.locator("section a.button").click();
            assertThat(page.locator("#user").isVisible()).isTrue();
        }
    }
}
