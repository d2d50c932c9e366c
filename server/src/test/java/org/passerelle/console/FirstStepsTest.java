package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.EmptyHouse;
import org.passerelle.credential.FirstOwner;

/** From an empty folder to a first call, as somebody goes who has only the link that the first start prints. */
@QuarkusTest
@WithTestResource(value = EmptyHouse.class, scope = TestResourceScope.RESTRICTED_TO_CLASS) // an owner is made only once
class FirstStepsTest {

    private static final String PASSWORD = "une phrase assez longue";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Inject
    Catalogue catalogue;

    @Inject
    FirstOwner firstOwner;

    @Test
    void the_link_leads_to_an_owner_a_database_a_key_and_a_call_that_is_seen_to_arrive() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = browser.open("/console/setup#token=" + catalogue.change(firstOwner::invite));
            page.fill("#user", "camille");
            page.fill("#password", PASSWORD);
            page.fill("#again", PASSWORD);
            page.click("#owner button");
            page.click("#done a.button");

            page.fill("#user", "camille");
            page.fill("#password", PASSWORD);
            page.click("button.button");
            assertThat(page).hasTitle("First steps — Passerelle");

            page.getByText("Open the sample database").click();
            assertThat(page.locator(".steps-list li").nth(1)).containsText("communes", SOON);

            page.getByText("Make the first key").click();
            String key = page.locator("#secret").textContent();
            assertThat(page.locator(".samples")).containsText(key);
            Client.nobody().with("X-API-Key", key).get("/api/communes?limit=3").is(200);
            assertThat(page.locator("#calls")).containsText("data.resource.list", SOON);

            page.click(".card-footer a");
            assertThat(page.locator("body")).not().containsText(key);
        }
    }
}
