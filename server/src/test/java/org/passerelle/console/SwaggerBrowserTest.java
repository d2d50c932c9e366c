package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** Swagger UI in a real browser: who sees what, by which credential, and what comes of trying it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SwaggerBrowserTest {

    private static final String MADE =
            "() => !document.querySelector('.loading') && document.querySelector('.opblock')";

    private static Page opened(Browser browser, String path) {
        Page page = browser.open(path);
        page.waitForFunction(MADE);
        return page;
    }

    /** Fills in what a scheme asks for, and closes the dialogue. */
    private static void authorize(Page page, String scheme, String... values) {
        page.locator(".auth-wrapper .btn.authorize").click();
        Locator form =
                page.locator(".modal-ux .auth-container").filter(new Locator.FilterOptions().setHasText(scheme + " "));
        Locator fields = form.locator("input");
        for (int i = 0; i < values.length; i++) {
            fields.nth(i).fill(values[i]);
        }
        form.locator("button.authorize").click();
        page.locator(".modal-ux .btn-done").first().click();
    }

    /** Swagger UI names the element of an operation with a backslash before each dot. */
    private static String operation(String name) {
        return "[id$='-" + name.replace(".", "\\\\.") + "']";
    }

    private static void awaitOperation(Page page, String name) {
        page.waitForSelector(operation(name));
    }

    /** Padlocks of operations that this scheme opens, and that are open all the same. */
    private static Locator openPadlocks(Page page) {
        return page.locator(
                ".opblock-tag-section:not(:has(#operations-tag-Public)) .opblock .authorization__btn[aria-label$=' unlocked']");
    }

    private static Locator tried(Page page, String operation) {
        Locator block = page.locator(operation(operation));
        block.locator(".opblock-summary-control").first().click();
        block.locator(".try-out__btn").click();
        block.locator(".btn.execute").click();
        block.locator(".live-responses-table").waitFor();
        return block;
    }

    private static String password(String who) {
        return DemoHouse.credentials().path(who).path("password").textValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger/", "/ddenterpriseapi/staticwebcontent/swagger/"})
    void nobody_sees_the_ways_in_and_by_a_password_what_is_his_with_closed_padlocks(String path) {
        try (Browser browser = Browser.speaking("en")) {
            Page page = opened(browser, path);
            assertThat(page.locator(operation("status")).count()).isEqualTo(1);
            assertThat(page.locator(operation("users.list")).count()).isZero();
            authorize(page, "BasicAuth", "owner", password("owner"));
            awaitOperation(page, "users.list");
            PlaywrightAssertions.assertThat(openPadlocks(page)).hasCount(0);
            Locator me = tried(page, "auth.me");
            assertThat(me.locator(".live-responses-table .response-col_status")
                            .last()
                            .innerText())
                    .startsWith("200");
            assertThat(me.locator(".curl-command").innerText()).contains("curl -X 'GET'", "/api/v1/auth/me", "Basic ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BearerAuth", "ApiKeyAuth"})
    void a_key_opens_what_it_allows_and_nothing_else(String scheme) {
        try (Browser browser = Browser.speaking("fr")) {
            Page page = opened(browser, "/swagger/");
            authorize(
                    page, scheme, DemoHouse.credentials().path("limitedApiKey").textValue());
            awaitOperation(page, "data.clients.list");
            assertThat(page.locator(operation("data.clients.create")).count()).isZero();
            assertThat(page.locator(".opblock .authorization__btn[aria-label$=' unlocked']")
                            .count())
                    .isZero();
        }
    }

    @Test
    void another_domain_is_chosen_and_called() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = opened(browser, "/itcare/swagger/");
            assertThat(page.locator(".servers select").first().inputValue()).endsWith("/{domain}");
            assertThat(page.locator("[data-variable=domain]").inputValue()).isEqualTo("itcare");
            page.locator("[data-variable=domain]").selectOption("ddenterpriseapi");
            Locator status = tried(page, "status");
            assertThat(status.locator(".request-url").innerText()).contains("/ddenterpriseapi/api/status");
            assertThat(status.locator(".live-responses-table .response-col_status")
                            .last()
                            .innerText())
                    .startsWith("200");
        }
    }

    @Test
    void whoever_is_signed_in_to_the_console_need_not_authorize() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "user");
            page.navigate("/swagger/");
            page.waitForFunction(MADE);
            awaitOperation(page, "data.clients.create");
            page.waitForSelector(".auth-wrapper .btn.authorize.locked");
            PlaywrightAssertions.assertThat(openPadlocks(page)).hasCount(0);
            Locator me = tried(page, "auth.me");
            assertThat(me.locator(".live-responses-table .response-col_status")
                            .last()
                            .innerText())
                    .startsWith("200");
            assertThat(me.locator(".live-responses-table .microlight").first().innerText())
                    .contains("console");
            assertThat(me.locator(".curl").first().innerText()).contains("X-API-Key: psl_…");
        }
    }

    @Test
    void without_api_access_there_is_nothing_of_the_data() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = opened(browser, "/swagger/");
            authorize(page, "BasicAuth", "guest", password("guest"));
            awaitOperation(page, "auth.me");
            assertThat(page.locator("[id*='-data\\\\.']").count()).isZero();
        }
    }

    @Test
    void a_wrong_password_is_said_and_opens_nothing() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = opened(browser, "/swagger/");
            authorize(page, "BasicAuth", "owner", "wrong");
            page.waitForSelector("#notice:not([hidden]):not(.loading)");
            assertThat(page.locator("#notice").innerText()).contains("does not hold");
            assertThat(page.locator(operation("users.list")).count()).isZero();
        }
    }
}
