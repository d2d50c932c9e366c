package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** What is made by a form of the console, in a real browser: a table becomes a public module, a person gets a client. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PublicationBrowserTest {

    private static final String PUBLISHED = "#f-public-on";

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    @Test
    void a_table_is_published_and_taken_back_by_its_form_with_errors_at_their_fields() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/tables/projects");
            assertThat(page.locator("#f-public-name")).isHidden();
            page.locator(PUBLISHED).check();
            page.locator("#f-public-name").fill("projects-for-all");
            press(page, "Save");
            assertThat(page.locator(".field.has-error:has(#f-public-statusColumn) .invalid-feedback"))
                    .containsText("everyRecord");

            page.locator("#f-public-everyRecord").check();
            page.locator("#f-public-publicColumns").click();
            page.locator("input[name=public-publicColumns]").first().check();
            press(page, "Save");
            assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
            page.navigate("/console/tables/projects");
            assertThat(page.locator("#f-public-name")).hasValue("projects-for-all");
            assertThat(page.locator("#f-public-everyRecord")).isChecked();
            page.locator("fieldset.parts a").click();
            page.waitForURL(Pattern.compile(".*/console/modules/projects-for-all"));

            page.navigate("/console/tables/projects");
            page.locator(PUBLISHED).uncheck();
            press(page, "Save");
            assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
            page.navigate("/console/tables/projects");
            assertThat(page.locator(PUBLISHED)).not().isChecked();
        }
    }

    @Test
    void the_columns_of_values_are_those_of_the_table_that_is_chosen() {
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/tables/indicator");
            assertThat(page.locator("#f-public-values")).hasValue("indicator_values");
            assertThat(page.locator("#f-public-dateColumn option[data-of=indicator_values]:enabled"))
                    .not()
                    .hasCount(0);
            assertThat(page.locator("#f-public-dateColumn option[data-of=clients]:enabled"))
                    .hasCount(0);
            page.locator("#f-public-values").selectOption("");
            assertThat(page.locator("#f-public-dateColumn")).isHidden();
        }
    }

    @Test
    void a_person_gets_a_client_from_his_own_page() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/clients/new");
            page.waitForURL(Pattern.compile(".*/console/new/clients"));
            page.navigate("/console/users/user");
            page.locator("section:has(#panel-clients) .card-header a").click();
            page.waitForURL(Pattern.compile(".*/console/new/clients\\?user=user"));
            page.locator("#f-name").fill("Orders of the day");
            assertThat(page.locator("#f-user")).hasValue("user");
            page.locator("#f-grants").click();
            page.locator("input[name=grants][value=client_credentials]").check();
            assertThat(page.locator("#f-grants")).hasText("client_credentials");
            page.locator("#f-id").fill("orders-of-the-day");
            page.locator("#f-permissions-data").selectOption("r");
            page.locator("#f-accessTokenLifetime").fill("60");
            page.locator("#f-ips").fill("203.0.113.7;10.0.0.0/8");
            page.locator("form.thing .btn-primary").click();
            assertThat(page.locator("#secret")).isVisible();
            page.navigate("/console/users/user");
            Locator row = page.locator("section:has(#panel-clients) tbody tr:has-text('orders-of-the-day')");
            assertThat(row).containsText("client_credentials");
            assertThat(row).containsText("60");
            page.navigate("/console/clients/orders-of-the-day");
            assertThat(page.locator("#f-ips")).hasValue("203.0.113.7;10.0.0.0/8");
            assertThat(page.locator("#f-accessTokenLifetime")).hasValue("60");
        }
    }
}
