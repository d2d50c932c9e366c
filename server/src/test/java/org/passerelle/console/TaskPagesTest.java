package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;

/** A task is made, changed and run at the console, each kind by fields of its own. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class TaskPagesTest {

    @Test
    void a_task_is_made_by_the_fields_of_its_kind_and_its_runs_are_seen() {
        try (Browser browser = Browser.speaking("fr-FR")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            page.navigate("/console/new/tasks");
            page.fill("[name=name]", "Ménage de la semaine");
            page.selectOption("[name=kind]", "sql");
            assertThat(page.locator("[name='parameters.statement']")).isVisible();
            assertThat(page.locator("[name='parameters.view']")).isHidden();
            page.selectOption("[name=kind]", "purge");
            assertThat(page.locator("[name='parameters.statement']")).isHidden();
            page.selectOption("[name='parameters.of']", "runs");
            page.fill("[name='parameters.days']", "30");
            page.fill("[name=cron]", "0 3 * * 7");
            page.setViewportSize(1280, 1400);
            picture(page, "task-new");
            page.click("form.thing .btn-primary");
            assertThat(page.locator("h1")).hasText("Ménage de la semaine");
            String id = page.url().substring(page.url().lastIndexOf('/') + 1);
            try {
                changedAndRun(page, id);
            } finally {
                Client.as("owner").delete("/api/v1/system/tasks/" + id).is(204);
            }
        }
    }

    private static void changedAndRun(Page page, String id) {
        assertThat(page.locator("#runs")).containsText("pas encore");
        assertThat(page.locator("[name='parameters.days']")).hasValue("30");
        page.selectOption("[name=kind]", "export");
        page.fill("[name='parameters.view']", "clients");
        page.click("form.thing .btn-primary");
        assertThat(page.locator(".alert-success")).isVisible();
        var parameters = Client.as("owner")
                .get("/api/v1/system/tasks/" + id)
                .is(200)
                .json()
                .path("parameters");
        org.assertj.core.api.Assertions.assertThat(parameters.toString())
                .isEqualTo("{\"view\":\"clients\",\"format\":\"csv\"}");
        page.locator("form[action$='/do/run'] button").click();
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.locator("#runs tbody tr")).hasCount(1);
        picture(page, "task");
    }

    /** With the caret as it is: to hide it a style would be left on each field, which the pages' content policy refuses to what comes next. */
    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL)
                .setPath(Path.of("target", "screens", name + ".png")));
    }
}
