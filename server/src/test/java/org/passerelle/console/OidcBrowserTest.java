package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.signin.OidcHouse;

/** Into the console by way of an authorization server, in a real browser. */
@QuarkusTest
@WithTestResource(OidcHouse.class)
class OidcBrowserTest {

    private static final String PASSWORD = "une phrase assez longue";

    @BeforeEach
    void prepare() {
        Client owner = Client.as("owner");
        if (owner.get("/api/v1/users/paula").status() == 200) {
            return;
        }
        String here = "http://localhost:" + Client.port();
        owner.patch("/api/v1/clients/demo", """
                        {"grants":["authorization_code","client_credentials"],"redirectUris":["%s/console/oidc/back"],
                         "scopes":["ADMIN","openid","profile","email"]}""".formatted(here)).is(200);
        owner.post(
                        "/api/v1/roles",
                        "{\"id\":\"readers-from-elsewhere\",\"name\":\"x\",\"acls\":[\"api.access\",\"data:r\"]}")
                .is(201);
        for (String person : new String[] {"paula", "quentin"}) {
            owner.post("/api/v1/users", """
                            {"id":"%s","password":"%s","email":"%s@example.org","acls":["api.access"]}""".formatted(person, PASSWORD, person)).is(201);
        }
    }

    private static void comeBy(Page page, String person) {
        page.locator("#elsewhere").click();
        assertThat(page).hasURL(Pattern.compile("/auth/realms/cloud/protocol/openid-connect/auth"));
        page.locator("#user").fill(person);
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
        page.locator("button[value=allow]").click();
    }

    @Test
    void somebody_with_a_mapped_role_comes_in_as_himself_and_no_more() {
        try (Browser browser = Browser.speaking("en-GB")) {
            Page page = browser.open("/console/sign-in");
            comeBy(page, "paula");
            assertThat(page).hasURL(Pattern.compile("/console$"));
            assertThat(page.locator("details.menu summary")).containsText("paula@example.org");

            String me = page.request().get("/api/v1/auth/me").text();
            org.assertj.core.api.Assertions.assertThat(me)
                    .contains("\"user\":\"paula@example.org\"", "\"acls\":[\"api.access\",\"data:r\"]");
        }
        org.assertj.core.api.Assertions.assertThat(Client.as("owner")
                        .get("/api/v1/users/paula@example.org?includes=roles,acls")
                        .is(200)
                        .text())
                .contains("\"roles\":[\"readers-from-elsewhere\"]", "\"acls\":[]");
    }

    @Test
    void somebody_without_one_is_told_that_nothing_is_open() {
        try (Browser browser = Browser.speaking("en-GB")) {
            Page page = browser.open("/console/sign-in");
            comeBy(page, "quentin");
            assertThat(page.locator(".notice")).containsText("nothing is open for you here");
        }
        Client.as("owner").get("/api/v1/users/quentin@example.org").is(404);
    }

    /** A link from elsewhere signs nobody in, and neither does an answer that this browser did not ask for. */
    @Test
    void nobody_is_signed_in_unasked() {
        var away = Client.nobody()
                .with("Sec-Fetch-Site", "cross-site")
                .get("/console/oidc")
                .is(303);
        org.assertj.core.api.Assertions.assertThat(away.header("Location")).endsWith("/console/sign-in");
        var back = Client.nobody().get("/console/oidc/back?code=x&state=y").is(401);
        org.assertj.core.api.Assertions.assertThat(back.header("Set-Cookie")).doesNotContain("passerelle_session");
    }
}
