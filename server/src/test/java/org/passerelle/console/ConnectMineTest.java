package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** Whoever connects a database of his own sees whether it answers and what it holds before he adds it, and is led on to its tables. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class ConnectMineTest {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Test
    void a_database_is_tested_added_and_opened() {
        Database database = Engine.SQLITE.fresh("mine");
        database.execute(
                "create table mine_authors (id integer primary key, name text)",
                "create table mine_books (id integer primary key, author integer references mine_authors (id))",
                "create table mine_lines (text text)");
        try (Browser browser = Browser.speaking("fr")) {
            Page page = signedIn(browser);
            page.navigate("/console/new/connections");
            page.fill("[name=name]", "La mienne");
            page.fill("[name=url]", "jdbc:sqlite:" + database.file().resolveSibling("nowhere.db"));
            page.click("button[name=try]");
            assertThat(page.locator(".alert-danger")).containsText("Ce fichier n’existe pas", SOON);

            page.fill("[name=url]", "jdbc:sqlite:" + database.file());
            page.click("button[name=try]");
            Locator found = page.locator(".alert-success");
            assertThat(found).containsText("3 tables", SOON);
            assertThat(found.locator("tr", having("mine_books"))).containsText("mine_authors");
            assertThat(found.locator("tr", having("mine_lines"))).containsText("Elle n’a pas de clé");

            page.click("form.thing button.btn-primary");
            page.click("a:has-text('Choisir les tables à ouvrir')");
            Locator books = page.locator("label", new Page.LocatorOptions().setHasText("mine_books"));
            assertThat(books).containsText("mine_authors.id");
            books.locator("input").check();
            page.click("button:has-text('Ouvrir celles-ci')");
            assertThat(page.locator(".steps-list li").nth(1).locator(".chip", having("mine_books")))
                    .isVisible();
        }
    }

    private static Locator.LocatorOptions having(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private static Page signedIn(Browser browser) {
        Page page = browser.open("/console");
        page.fill("#user", "owner");
        page.fill("#password", "engines-of-the-tests");
        page.click("button.button");
        page.waitForURL("**/console");
        return page;
    }
}
