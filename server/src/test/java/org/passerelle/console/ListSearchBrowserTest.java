package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** A list that is searched while one types, in a real browser. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ListSearchBrowserTest {

    private static void seek(Page page, String words) {
        page.locator("#q").fill(words);
        page.waitForURL(Pattern.compile(".*[?&]q=" + words + "(&.*)?$"));
    }

    @Test
    void a_search_that_finds_nothing_says_so_and_leads_back_to_all() {
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/tables");
            seek(page, "xyzzy");
            assertThat(page.locator("#lines .empty-title")).hasText("Rien n’est trouvé pour xyzzy");
            assertThat(page.locator("#lines table")).hasCount(0);
            page.setViewportSize(360, 800);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screens", "search-none.png")));
            page.locator("#lines .empty a").click();
            assertThat(page.locator("#lines table")).hasCount(1);
        }
    }

    @Test
    void the_file_holds_what_the_search_left_also_while_one_types() {
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/tables");
            seek(page, "comm");
            assertThat(page.locator("#list-file")).hasAttribute("href", Pattern.compile(".*as=csv&q=comm.*"));
        }
    }
}
