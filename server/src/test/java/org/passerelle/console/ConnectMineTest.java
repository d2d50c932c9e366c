package org.passerelle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.browser.Browser;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;

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

    @Test
    void a_list_whose_database_is_gone_says_so_with_the_request_to_quote() {
        Database database = Engine.POSTGRESQL.fresh("gone");
        database.execute("create table gone_orders (id integer primary key, note varchar(40))");
        Http http = Http.ofOwner();
        http.expect(
                201,
                "POST",
                "/api/v1/connections",
                Map.of(
                        "id",
                        "gone",
                        "url",
                        database.jdbcUrl().replaceFirst("\\?.*", ""),
                        "user",
                        database.user(),
                        "password",
                        database.password()));
        http.expect(200, "POST", "/api/v1/connections/gone/refresh", null);
        http.expect(200, "PUT", "/api/v1/tables/gone_orders", Map.of("open", true));
        try (Browser browser = Browser.speaking("fr").expecting("a status of 503")) {
            Page page = signedIn(browser);
            page.navigate("/console/data/gone_orders");
            assertThat(page.locator("h1")).containsText("gone_orders");
            database.drop();

            Response answer = page.navigate("/console/data/gone_orders");

            org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(503);
            assertThat(page.locator(".alert-danger")).containsText("La base de données ne répond pas");
            assertThat(page.locator(".alert-danger code")).hasText(answer.headerValue("X-Request-Id"));
            assertThat(page.locator("#menu")).isAttached();
        } finally {
            http.expect(204, "DELETE", "/api/v1/connections/gone", null);
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
