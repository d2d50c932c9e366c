package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.browser.Browser;
import org.passerelle.command.DemoHouse;
import org.passerelle.format.Json;

/**
 * The console attacked, in a real browser (S13): by what is kept in its fields, by pages of another origin of the same site, whose requests bring the
 * cookie along, and by frames.
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ConsoleAttackTest {

    private static final String SCRIPT =
            "\"'><img class=injected src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>{t.me_title}${7*7}";

    /** Things with it in every field that takes any text, by the addresses of their pages. */
    private static List<String> planted() {
        Client owner = Client.as("owner");
        var bodies = new LinkedHashMap<String, Map<String, Object>>();
        bodies.put("users", Map.of("id", "planted", "name", SCRIPT, "acls", List.of("api.access")));
        bodies.put("roles", Map.of("id", "planted", "name", SCRIPT));
        bodies.put("profiles", Map.of("id", "planted", "name", SCRIPT));
        bodies.put("groupacls", Map.of("id", "planted", "name", SCRIPT));
        bodies.put("auth/apikeys", Map.of("name", SCRIPT, "permissions", Map.of("data", "r")));
        bodies.put(
                "clients",
                Map.of(
                        "id",
                        "planted",
                        "name",
                        SCRIPT,
                        "organisation",
                        SCRIPT,
                        "purpose",
                        SCRIPT,
                        "grants",
                        List.of("client_credentials")));
        bodies.put("views", Map.of("key", "planted", "table", "clients", "title", SCRIPT, "columns", List.of("nom")));
        bodies.put("connections", Map.of("id", "planted", "name", SCRIPT, "url", "jdbc:sqlite::memory:"));
        bodies.put("events", Map.of("name", "PLANTED", "description", SCRIPT));
        bodies.put(
                "webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:9/x",
                        "description",
                        SCRIPT,
                        "events",
                        List.of("record.created"),
                        "tables",
                        List.of("clients")));
        var pages = new ArrayList<String>();
        bodies.forEach((collection, body) -> {
            var made = owner.post(
                    "/api/v1/" + collection, Json.MAPPER.valueToTree(body).toString());
            if (made.status() == 201) {
                String id = made.json()
                        .path(collection.equals("events") ? "name" : "id")
                        .asText();
                pages.add("/console/" + collection.replace("auth/", "") + "/" + id);
            }
        });
        owner.post("/api/item/clients/1/", "{\"nom\":" + Json.MAPPER.valueToTree(SCRIPT) + "}")
                .is(200);
        pages.addAll(List.of("/console/data/clients", "/console/data/clients/1"));
        return pages;
    }

    @Test
    void nothing_that_is_kept_runs_where_it_is_shown() {
        List<String> pages = planted();
        assertThat(pages).as("pages of planted things").hasSizeGreaterThan(8);
        try (Browser browser = Browser.speaking("en-GB")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "owner");
            var all = new ArrayList<>(pages);
            page.locator("#menu a.nav-link").all().forEach(link -> all.add(link.getAttribute("href")));
            all.add("/console/users?q=" + Client.encode(SCRIPT));
            all.add("/console/explain?caller=planted&operation=data.list&target=" + Client.encode(SCRIPT));
            for (String path : all) {
                page.navigate(path);
                // not an idle network: a page that listens to a stream never has one
                page.waitForFunction("() => !document.querySelector('.loading')");
                assertThat(page.title()).as(path).isNotEqualTo("owned");
                assertThat(page.locator("img.injected, main script").count())
                        .as(path)
                        .isZero();
                assertThat(page.content()).as(path).doesNotContain("${49}");
            }
        }
    }

    /** A page on another port: another origin, but the same site, so that even a strict cookie comes along. */
    private static HttpServer evil(String html) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Test
    void a_page_of_another_origin_changes_nothing_though_the_cookie_comes_along() throws IOException {
        String here = "http://localhost:" + Client.port();
        HttpServer server = evil("""
                <form id=out method=post action="%1$s/console/sign-out" target=a></form>
                <form id=act method=post action="%1$s/console/act-for" target=b><input name=user value=user></form>
                <form id=role method=post action="%1$s/api/v1/roles" enctype="text/plain" target=c>
                  <input name='{"id":"forged","name":"' value='x"}'></form>
                <iframe name=a></iframe><iframe name=b></iframe><iframe name=c></iframe>
                <script>
                  for (const form of document.forms) form.submit();
                  window.sent = Promise.allSettled([
                    fetch("%1$s/api/v1/roles", {method: "POST", mode: "no-cors", credentials: "include",
                      body: '{"id":"forged","name":"x"}'}),
                    fetch("%1$s/console/me/second-factor/begin", {method: "POST", mode: "no-cors", credentials: "include",
                      headers: {"Content-Type": "application/x-www-form-urlencoded"}, body: "current=x"})]);
                </script>""".formatted(here));
        try (Browser browser =
                Browser.speaking("en-GB").expecting("frame-ancestors").expecting("ERR_BLOCKED_BY_RESPONSE")) {
            Page page = ConsoleBrowserTest.signedIn(browser, "admin");
            Page trap = browser.open(address(server));
            trap.evaluate("() => window.sent");
            trap.waitForLoadState(LoadState.NETWORKIDLE);
            page.navigate("/console/roles");
            assertThat(page.url()).endsWith("/console/roles");
            assertThat(page.locator("details.menu summary").innerText()).contains("admin");
            assertThat(page.locator("form.acting").count()).isZero();
        } finally {
            server.stop(0);
        }
        Client.as("owner").get("/api/v1/roles/forged").is(404);
    }

    @Test
    void nobody_frames_a_page() throws IOException {
        String here = "http://localhost:" + Client.port();
        HttpServer server = evil("<iframe name=console src=\"" + here + "/console\"></iframe><iframe name=door src=\""
                + here + "/console/sign-in\"></iframe><iframe name=link src=\"" + here
                + "/console/password\"></iframe>");
        try (Browser browser = Browser.speaking("en-GB").expecting("frame-ancestors")) {
            ConsoleBrowserTest.signedIn(browser, "admin");
            Page trap = browser.open(address(server));
            trap.waitForLoadState(LoadState.NETWORKIDLE);
            for (Frame frame : trap.frames()) {
                if (frame != trap.mainFrame()) {
                    assertThat(frame.locator("form, #menu").count())
                            .as(frame.name())
                            .isZero();
                }
            }
        } finally {
            server.stop(0);
        }
    }

    /** Nor does a page of another origin read what the cookie opens. */
    @Test
    void a_page_of_another_origin_reads_nothing() throws IOException {
        String here = "http://localhost:" + Client.port();
        HttpServer server = evil("<p>x</p>");
        try (Browser browser =
                Browser.speaking("en-GB").expecting("CORS policy").expecting("ERR_FAILED")) {
            ConsoleBrowserTest.signedIn(browser, "admin");
            Page trap = browser.open(address(server));
            Object read = trap.evaluate(
                    "here => fetch(here + '/api/v1/users', {credentials: 'include'}).then(a => a.text(), e => 'refused')",
                    here);
            assertThat(read).isEqualTo("refused");
        } finally {
            server.stop(0);
        }
    }
}
