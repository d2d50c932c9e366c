package org.passerelle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.passerelle.Client;

/**
 * One person at one browser, in one language. Whatever the page breaks (its content policy, a script's error, a file that is not there) fails the
 * test when the browser is closed. Not thread-safe: made, used and closed by one thread.
 */
public final class Browser implements AutoCloseable {

    /** How long a page may take for what nobody promised a time for. The library's own is five seconds where it asserts: a loaded machine takes longer. */
    private static final int PATIENCE_MILLIS = 60_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final BrowserContext context;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new CopyOnWriteArrayList<>();

    private Browser(Path program, String language) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(1280, 900)
                .setBaseURL("http://localhost:" + Client.port()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onWebError(error -> complaints.add(error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isAnswer(message.text())) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
    }

    /** Where there is no Chromium the test counts as skipped, and says so: {@code .ci/run} installs one. */
    public static Browser speaking(String language) {
        Optional<Path> program = program();
        Assumptions.assumeTrue(
                program.isPresent(),
                "there is no Chromium on the path; install one to try the pages in a real browser");
        return new Browser(program.orElseThrow(), language);
    }

    /** A new tab, on this path of the server under test. */
    public Page open(String path) {
        Page page = context.newPage();
        page.navigate(path);
        return page;
    }

    /** What says this is what the test asks for. */
    public Browser expecting(String complaint) {
        expected.add(complaint);
        return this;
    }

    @Override
    public void close() {
        try (playwright;
                chromium;
                context) {
            complaints.removeIf(complaint -> expected.stream().anyMatch(complaint::contains));
            assertThat(complaints).as("what the browser complained of").isEmpty();
        }
    }

    /** Chromium reports each refusal of the server as an error too; those are what tests ask for. */
    private static boolean isAnswer(String complaint) {
        return complaint.contains("the server responded with a status of 4");
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
