package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.passerelle.command.DemoHouse.basic;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** From an invitation to the first list, in a real browser. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PasswordPageTest {

    private static final String PASSWORD = "une phrase assez longue";

    /** Invited by the owner; the path of the link. */
    private static String invited(String id) {
        var owner = given().header("Authorization", basic("owner")).contentType(ContentType.JSON);
        owner.body(Map.of("id", id, "name", "Léa <Roy>", "acls", List.of("api.access", "data:r")))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        String link = given().header("Authorization", basic("owner"))
                .post("/api/v1/users/" + id + "/invite")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        return link.substring(link.indexOf("/console"));
    }

    private static void fill(Page page, String password, String again) {
        page.locator("#password").fill(password);
        page.locator("#again").fill(again);
        page.locator("#choice button").click();
    }

    @Test
    void an_invited_user_chooses_a_password_and_reads_a_list() {
        String link = invited("lea-browser");
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open(link);
            assertThat(page).hasTitle("Choisir un mot de passe — Passerelle");
            org.assertj.core.api.Assertions.assertThat(page.url()).doesNotContain("token");

            fill(page, PASSWORD, "une autre phrase");
            assertThat(page.locator("#notice")).hasText("Les deux mots de passe sont différents.");
            fill(page, "lea-browser-2026", "lea-browser-2026");
            assertThat(page.locator("#notice")).containsText("Choisissez un autre mot de passe");

            fill(page, PASSWORD, PASSWORD);
            assertThat(page.locator("#done h1")).hasText("Bienvenue, Léa <Roy>");
            new Client(List.of("Authorization", basic("lea-browser", PASSWORD)))
                    .get("/api/list/clients/")
                    .is(200);

            Page second = browser.open(link);
            fill(second, PASSWORD, PASSWORD);
            assertThat(second.locator("#notice")).containsText("Ce lien n’est pas valable, ou ne l’est plus.");
        }
    }

    @Test
    void the_token_outlives_a_change_of_language_which_is_remembered_and_without_one_the_page_asks_for_the_login() {
        try (Browser browser = Browser.speaking("en-GB")) {
            Page page = browser.open("/console/password#token=abc");
            page.locator(".switch").click();
            assertThat(page).hasTitle("Choisir un mot de passe — Passerelle");
            assertThat(page.locator("#choice")).isVisible();

            Page asking = browser.open("/console/password");
            assertThat(asking.locator("#choice")).isHidden();
            asking.locator("#user").fill("user");
            asking.locator("#forgotten button").click();
            assertThat(asking.locator("#notice")).containsText("Demandez un lien à votre administrateur.");
        }
    }
}
