package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;
import org.passerelle.signin.Phone;

/** A second factor from its picture to the lost telephone, in a real browser. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SecondFactorBrowserTest {

    private static final String PASSWORD = "une phrase assez longue";
    private static final Pattern HOME = Pattern.compile("/console$");

    private static void someone(String id) {
        Client.as("owner")
                .post(
                        "/api/v1/users",
                        "{\"id\":\"" + id + "\",\"password\":\"" + PASSWORD
                                + "\",\"acls\":[\"api.access\",\"data:r\"]}")
                .is(201);
    }

    private static void signIn(Page page, String user) {
        page.navigate("/console/sign-in");
        page.locator("#user").fill(user);
        page.locator("#password").fill(PASSWORD);
        page.locator("form.form button").click();
    }

    private static void code(Page page, String code) {
        page.locator("#code").fill(code);
        page.locator("form:has(#code) button").first().click();
    }

    @Test
    void from_the_picture_to_the_lost_telephone() {
        String user = "paul-browser";
        someone(user);
        List<String> recovery;
        Phone phone;
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open("/console/sign-in");
            signIn(page, user);
            assertThat(page).hasURL(HOME);
            page.navigate("/console/me/second-factor");
            page.locator("#factor-current").fill(PASSWORD);
            page.locator("#factor-card button").click();
            assertThat(page.locator("svg.qr path")).isVisible();
            phone = new Phone(page.locator("#secret").innerText());
            code(page, phone.next());
            assertThat(page.locator("h1")).hasText("Vos codes de secours");
            recovery = List.of(page.locator("#codes").innerText().strip().split("\\s+"));
        }
        org.assertj.core.api.Assertions.assertThat(recovery).hasSize(10);
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open("/console/sign-in");
            signIn(page, user);
            assertThat(page.locator("h1")).hasText("Votre code");
            code(page, phone.again());
            assertThat(page.locator(".notice")).containsText("a déjà servi");
            code(page, phone.next());
            assertThat(page).hasURL(HOME);

            Page lost = browser.open("/console/me/second-factor");
            assertThat(lost.locator("#factor-card")).containsText("10");
        }
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open("/console/sign-in");
            signIn(page, user);
            code(page, recovery.getFirst());
            assertThat(page).hasURL(HOME);
            page.navigate("/console/me/second-factor");
            page.locator("#remove-current").fill(PASSWORD);
            page.locator("#remove-code").fill(recovery.get(1));
            page.locator("#remove button").click();
            assertThat(page.locator("#factor-card")).containsText("Une application sur votre téléphone");
            page.navigate("/console/me/second-factor");
            assertThat(page.locator("#factor-card svg.qr")).hasCount(0);
        }
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = browser.open("/console/sign-in");
            signIn(page, user);
            assertThat(page).hasURL(HOME);
        }
    }
}
