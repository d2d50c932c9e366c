package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** What pages do by themselves, in a real browser: a preview of what is published, headers that are hidden for ever, events as they happen. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class LivePagesTest {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Test
    void a_preview_shows_what_a_stranger_gets_by_status_and_token() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/modules/indicator");
            page.click("[data-preview] button");
            assertThat(page.locator("#seen-state")).containsText("401", SOON);

            String token =
                    DemoHouse.credentials().path("permissionFileTokens").path(0).textValue();
            page.fill("#token", token);
            page.click("[data-preview] button");
            assertThat(page.locator("#seen-state")).containsText("200", SOON);
            assertThat(page.locator("#seen-body")).containsText("\"status\": \"P\"", SOON);

            page.selectOption("#status", "P");
            page.selectOption("#action", "last-value");
            page.fill("#id", "1");
            page.click("[data-preview] button");
            assertThat(page.locator("#seen-path")).containsText("/indicator/last-value/1?status=P", SOON);
        }
    }

    @Test
    void the_eye_of_a_header_hides_its_value_for_ever() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/new/webhooks");
            page.fill("#f-url", "http://localhost:" + Client.port() + "/nowhere");
            page.click("#f-events");
            page.check("input[name=events][value='record.created']");
            page.fill("[name='headers.name']", "X-Tenant");
            page.fill("[name='headers.value']", "never-again");
            page.click("[data-eye]");
            page.click("[data-another]");
            page.locator("[name='headers.name']").nth(1).fill("X-Plain");
            page.locator("[name='headers.value']").nth(1).fill("shown");
            page.click(".thing .btn-primary");
            page.click(".card:has(#secret) .card-footer a"); // the form has such a link too: back to the list
            assertThat(page.locator("[name='headers.value']").first()).hasValue("");
            assertThat(page.locator("[data-eye]").first()).isDisabled();
            assertThat(page.locator("[name='headers.value']").nth(1)).hasValue("shown");
            assertThat(page.locator("body")).not().containsText("never-again");
            Client.as("owner")
                    .delete("/api/v1/webhooks/" + page.url().replaceAll(".*/", ""))
                    .is(204);
        }
    }

    @Test
    void an_event_shows_on_the_page_when_it_happens() {
        String event = "E" + UUID.randomUUID();
        Client.as("owner")
                .post("/api/v1/events", "{\"name\":\"" + event + "\"}")
                .is(201);
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.waitForResponse("**/api/v1/events/stream", () -> page.navigate("/console/events"));
            Client.as("owner").post("/api/v1/events/" + event + "/fire", "{}").is(202);
            assertThat(page.locator(".live")).containsText(event, SOON);
        }
    }
}
