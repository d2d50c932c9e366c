package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/**
 * The pictures of the guide: the ten main pages, as the demo shows them. They go to {@code target/pictures}, or to the folder that {@code -Dpictures=}
 * names; with {@code -Dpictures.all} each page also in French, narrow and dark.
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class GuidePicturesTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide");
    private static final Path FOLDER = Path.of(System.getProperty("pictures", "target/pictures"));
    private static final boolean ALL = System.getProperty("pictures.all") != null;

    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "home", "/console",
            "records", "/console/data/clients",
            "table", "/console/tables/clients",
            "user", "/console/users/user",
            "keys", "/console/apikeys",
            "webhook", "/console/new/webhooks",
            "events", "/console/events",
            "module", "/console/modules/indicator",
            "settings", "/console/settings",
            "system", "/console/system"));

    @Test
    void the_ten_main_pages_are_in_the_guide_and_their_pictures_are_taken() throws IOException {
        String text = Files.readString(GUIDE.resolve("pages.md"));
        try (Browser browser = Browser.speaking("en")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            PAGES.forEach((name, path) -> {
                assertThat(text).contains("pictures/" + name + ".png");
                assertThat(GUIDE.resolve("pictures").resolve(name + ".png")).isNotEmptyFile();
                take(page, path, name, 1280, ColorScheme.LIGHT);
            });
        }
        if (ALL) {
            for (String language : List.of("en", "fr")) {
                try (Browser browser = Browser.speaking(language)) {
                    Page page = ConsoleBrowserTest.signedIn(browser, "owner");
                    PAGES.forEach((name, path) -> {
                        take(page, path, name + "-" + language + "-dark", 1280, ColorScheme.DARK);
                        take(page, path, name + "-" + language + "-narrow", 360, ColorScheme.LIGHT);
                    });
                }
            }
        }
    }

    private static void take(Page page, String path, String name, int width, ColorScheme scheme) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate(path);
        page.waitForFunction("() => !document.querySelector('.loading')");
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
