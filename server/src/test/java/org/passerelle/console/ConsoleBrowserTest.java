package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** Every page of the console in a real browser: by owner, admin and user, in both languages, wide and narrow; judged by axe-core. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ConsoleBrowserTest {

    private static final Path PICTURES = Path.of("target", "screens");
    private static final List<Integer> WIDTHS = List.of(1280, 360);

    static Stream<Arguments> readers() {
        return Stream.of(Arguments.of("owner", "en"), Arguments.of("user", "fr"));
    }

    static Stream<Arguments> otherReaders() {
        return Stream.of(
                Arguments.of("owner", "fr"),
                Arguments.of("user", "en"),
                Arguments.of("admin", "en"),
                Arguments.of("admin", "fr"));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("otherReaders")
    void every_page_is_sound_for_the_others_too(String who, String language) throws IOException {
        every_page_is_sound_for_everybody_at_every_width(who, language);
    }

    /** The pages of somebody: what his menu leads to, of each list the first thing and the form of a new one, and what these lead to. */
    private static List<String> pages(Page page) {
        var pages = new ArrayList<>(List.of("/console", "/console/me", "/console/me/second-factor", "/console/guide"));
        page.locator("#menu a.nav-link").all().forEach(link -> pages.add(link.getAttribute("href")));
        for (String list : List.copyOf(pages)) {
            page.navigate(list);
            for (String further : List.of("main a.first", "main [data-key=n]")) {
                page.locator(further).all().stream().limit(1).forEach(link -> pages.add(link.getAttribute("href")));
            }
        }
        for (String deeper : List.of(
                "/console/users/user",
                "/console/users/guest/remove",
                "/console/tables/clients",
                "/console/rights?table=clients",
                "/console/start",
                "/console/data/clients",
                "/console/data/clients/1",
                "/console/explain?caller=user&operation=data.list&target=clients")) {
            String list = deeper.replaceAll("(/console/[a-z]+).*", "$1");
            if (pages.contains(list) || pages.contains(NEEDS.get(list))) {
                pages.add(deeper);
            }
        }
        return pages.stream().distinct().toList();
    }

    /** Pages that no menu leads to, and those from which one comes there. */
    private static final Map<String, String> NEEDS =
            Map.of("/console/start", "/console/connections", "/console/rights", "/console/roles");

    @ParameterizedTest
    @MethodSource("readers")
    void every_page_is_sound_for_everybody_at_every_width(String who, String language) throws IOException {
        String axe = script();
        var wrong = new ArrayList<String>();
        try (Browser browser = Browser.speaking(language)) {
            Page page = signedIn(browser, who);
            for (String path : pages(page)) {
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    page.navigate(path);
                    page.waitForFunction("() => !document.querySelector('.loading')");
                    String place = who + " " + language + " " + width + " " + path;
                    if (!page.locator("html").getAttribute("lang").equals(language)) {
                        wrong.add(place + " is in another language");
                    }
                    if ((boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth")) {
                        wrong.add(place + " is wider than the window");
                    }
                    if ((boolean) page.evaluate(STRAYS)) {
                        wrong.add(place + " has cells that do not stand under their heads");
                    }
                    page.evaluate(axe);
                    wrong.addAll(faults(page, place));
                    picture(page, who + "-" + language + "-" + width + path.replaceAll("[/?&=]", "-"));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Whether the cells of some list do not stand under their heads. */
    private static final String STRAYS = """
            () => [...document.querySelectorAll('main table')].some(table => {
              const head = table.querySelector('thead th'), cell = table.querySelector('tbody td');
              return head && cell && Math.abs(head.getBoundingClientRect().left - cell.getBoundingClientRect().left) > 1;
            })""";

    static Page signedIn(Browser browser, String who) {
        Page page = browser.open("/console");
        page.fill("#user", who);
        page.fill(
                "#password", DemoHouse.credentials().path(who).path("password").textValue());
        page.click("button.button");
        page.waitForSelector("#menu", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        return page;
    }

    /** What axe-core finds that is serious. */
    @SuppressWarnings("unchecked")
    private static List<String> faults(Page page, String place) {
        var found = (List<Map<String, Object>>)
                page.evaluate(
                        "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                                + ".map(v => ({id: v.id, at: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.any.map(a => a.message).join(' ')).join(' | ')}))");
        return found.stream()
                .map(fault -> place + ": " + fault.get("id") + " " + fault.get("at"))
                .toList();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String script() throws IOException {
        try (InputStream in = ConsoleBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
