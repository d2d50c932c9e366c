package org.passerelle.oauth;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** The sign-in and the consent page, in a real browser that minds their content policy. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class AuthorizationPagesTest {

    /** Another origin than that of the pages, where there is something to land on. */
    private static String elsewhere() {
        return "http://127.0.0.1:" + Client.port() + "/";
    }

    private static String link(Made client) {
        return Server.PROTOCOL + "auth?"
                + Person.request(client, "redirect_uri", elsewhere()).entrySet().stream()
                        .map(e -> e.getKey() + "=" + Client.encode(e.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static Made client() {
        return Server.client(Map.of(
                "name", "Commandes du jour",
                "grants", List.of("authorization_code"),
                "redirectUris", List.of(elsewhere())));
    }

    private static void signIn(Page page, String button, String password) {
        page.locator("#user").fill("user");
        page.locator("#password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static String password() {
        return DemoHouse.credentials().path("user").path("password").textValue();
    }

    @ParameterizedTest
    @CsvSource({
        "fr-FR, Se connecter, Autoriser, Lire et modifier : les fiches",
        "en-GB, Sign in, Allow, Read and change: records"
    })
    void a_person_signs_in_allows_and_lands_at_the_client(String language, String signIn, String allow, String scope) {
        try (var browser = Browser.speaking(language)) {
            Page page = browser.open(link(client()));
            assertThat(page.locator("main")).containsText("Commandes du jour");
            signIn(page, signIn, "wrong");
            assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
            signIn(page, signIn, password());
            assertThat(page.locator("main")).containsText(scope);
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(allow).setExact(true))
                    .click();
            page.waitForURL(Pattern.compile(Pattern.quote(elsewhere()) + "\\?.*"));
            assertThat(page.url()).contains("code=psa_", "iss=");
        }
    }

    @Test
    void the_language_may_be_changed_on_the_way() {
        try (var browser = Browser.speaking("en-GB")) {
            Page page = browser.open(link(client()));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Français"))
                    .click();
            signIn(page, "Se connecter", password());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Refuser"))
                    .click();
            page.waitForURL(Pattern.compile(".*error=access_denied.*"));
        }
    }
}
