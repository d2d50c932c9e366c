package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** Somebody who is quicker than his network: he sends a form while the scripts that bring its token along are still on their way. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class EarlySubmitTest {

    @Test
    void a_form_that_is_sent_before_the_page_is_ready_is_sent_when_it_is() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            List<Route> held = new ArrayList<>();
            var isSlow = new AtomicBoolean(true);
            page.route(address -> address.contains("/htmx.org/"), route -> {
                if (isSlow.get()) {
                    held.add(route);
                } else {
                    route.resume();
                }
            });
            page.navigate("/console/start", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.getByText("Make the first key").click(new Locator.ClickOptions().setNoWaitAfter(true));
            page.waitForCondition(() -> !held.isEmpty());
            isSlow.set(false);
            held.forEach(Route::resume);
            assertThat(page.locator("#secret")).not().isEmpty();
        }
    }
}
