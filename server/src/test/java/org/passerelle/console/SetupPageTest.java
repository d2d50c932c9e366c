package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.EmptyHouse;
import org.passerelle.credential.FirstOwner;

/** The first minute of a server, in a real browser: from the printed link to the owner. */
@QuarkusTest
@WithTestResource(value = EmptyHouse.class, scope = TestResourceScope.RESTRICTED_TO_CLASS) // an owner is made only once
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // what is before there is an owner, first
class SetupPageTest {

    private static final String PASSWORD = "une phrase assez longue";

    @Inject
    Catalogue catalogue;

    @Inject
    FirstOwner firstOwner;

    private static void fill(Page page, String password, String again) {
        page.locator("#user").fill("camille");
        page.locator("#name").fill("Camille <Durand>");
        page.locator("#password").fill(password);
        page.locator("#again").fill(again);
        page.locator("button").click();
    }

    @Test
    @Order(2)
    void the_printed_link_makes_the_owner_once_and_says_what_to_do_next() {
        String link = "/console/setup#token=" + catalogue.change(firstOwner::invite);
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open(link);
            assertThat(page).hasTitle("Créer le titulaire — Passerelle");

            fill(page, PASSWORD, "une autre phrase");
            assertThat(page.locator("#notice")).hasText("Les deux mots de passe sont différents.");
            fill(page, "camille2026", "camille2026");
            assertThat(page.locator("#notice")).containsText("Choisissez un autre mot de passe");

            fill(page, PASSWORD, PASSWORD);
            assertThat(page.locator("#done h1")).hasText("Bienvenue, Camille <Durand>");
            assertThat(page.locator("#done pre").first()).containsText("curl -u camille -X POST http");
            org.assertj.core.api.Assertions.assertThat(page.url()).doesNotContain("token");
            new Client(java.util.List.of("Authorization", org.passerelle.command.DemoHouse.basic("camille", PASSWORD)))
                    .get("/api/v1/auth/me")
                    .is(200);

            Page second = browser.open(link);
            assertThat(second.locator("h1")).hasText("Ce serveur a son titulaire");
            assertThat(second.locator("form")).hasCount(0);
        }
    }

    @Test
    @Order(1)
    void until_there_is_an_owner_the_console_says_how_to_make_one_and_a_link_that_holds_not_is_refused() {
        try (Browser browser = Browser.speaking("en-GB")) {
            assertThat(browser.open("/console").locator(".notice")).containsText("Nobody owns this server yet.");
            Page page = browser.open("/console/setup#token=abc");
            fill(page, PASSWORD, PASSWORD);
            assertThat(page.locator("#notice")).containsText("This link does not hold, or holds no more.");
        }
    }

    @Test
    @Order(1)
    void the_token_outlives_a_change_of_language_and_without_it_the_page_says_how_to_get_one() {
        try (Browser browser = Browser.speaking("en-GB")) {
            Page page = browser.open("/console/setup#token=abc");
            page.locator(".switch").click();
            assertThat(page).hasTitle("Créer le titulaire — Passerelle");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("lang=fr$"));
            assertThat(page.locator("#owner")).isVisible();

            Page lost = browser.open("/console/setup");
            // in the language that was chosen before
            assertThat(lost.locator("#notice")).containsText("Il manque le jeton à cette adresse.");
            assertThat(lost.locator("#owner")).isHidden();
        }
    }
}
