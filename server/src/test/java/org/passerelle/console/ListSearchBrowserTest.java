package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.browser.Browser;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.ApiKeys;

/** A list that is searched while one types, in a real browser. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ListSearchBrowserTest {

    @Inject
    Catalogue catalogue;

    @Inject
    ApiKeys keys;

    private static void seek(Page page, String words) {
        page.locator("#list-q").fill(words);
        page.waitForURL(Pattern.compile(".*[?&]q=" + words + "(&.*)?$"));
    }

    @Test
    void a_search_that_finds_nothing_says_so_and_leads_back_to_all() {
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/tables");
            seek(page, "xyzzy");
            assertThat(page.locator("#list-lines .empty-title")).hasText("Rien n’est trouvé pour xyzzy");
            assertThat(page.locator("#list-lines table")).hasCount(0);
            page.setViewportSize(360, 800);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screens", "search-none.png")));
            page.locator("#list-lines .empty a").click();
            assertThat(page.locator("#list-lines table")).hasCount(1);
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

    @Test
    void a_list_beside_a_thing_is_searched_ordered_and_paged_where_it_stands() {
        List<String> made = catalogue.change(unit -> IntStream.range(0, 30)
                .mapToObj(i -> keys.issue(
                                unit,
                                new ApiKeys.Wanted(
                                        "user", "user", "beside-" + i, Permissions.NONE, null, AddressList.ANY, null))
                        .key()
                        .id())
                .toList());
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/users/user");
            Locator lines = page.locator("#keys tbody tr");
            assertThat(lines).hasCount(25);
            page.locator("#keys nav a").click();
            assertThat(page.locator("#keys nav span")).hasText("2 / 2");
            page.locator("#keys-q").fill("beside-2");
            assertThat(lines).hasCount(11);
            page.locator("#keys-by-name").click();
            assertThat(page.locator("#keys th").first()).hasAttribute("aria-sort", "ascending");
            assertThat(lines.first()).containsText("beside-2");
            assertThat(page.locator("#keys-by-name")).isFocused();
            page.keyboard().press("ArrowDown");
            assertThat(lines.first().locator("a")).isFocused();
            assertThat(page).hasURL(Pattern.compile(".*/console/users/user"));
        } finally {
            catalogue.change(
                    unit -> made.stream().filter(id -> keys.delete(unit, id)).count());
        }
    }
}
