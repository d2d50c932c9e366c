package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.fault.Fault;

/** The pages for people, as a browser gets them. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PagesHttpTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href|data-document)=\"([^\"#]+)\"");

    private static Client browser(String language) {
        return Client.nobody().with("Accept", "text/html").with("Accept-Language", language);
    }

    static Stream<String> pages() {
        return Stream.of(
                "/",
                "/swagger/",
                "/swagger",
                "/staticwebcontent/swagger/",
                "/ddenterpriseapi/staticwebcontent/swagger/",
                "/itcare/swagger",
                "/console/setup",
                "/problems",
                "/problems/conflict");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_runs_nothing_and_styles_nothing_of_its_own(String path) {
        Answer page = browser("en").get(path).is(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.text())
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_a_page_leads_to_is_there(String path) {
        ADDRESS.matcher(browser("en").get(path).is(200).text()).results().forEach(found -> {
            assertThat(found.group(1)).startsWith("/");
            Client.nobody().get(found.group(1).replace("&amp;", "&")).is(200);
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_speaks_the_readers_language(String path) {
        assertThat(browser("fr-FR,fr;q=0.9").get(path).is(200).text()).contains("<html lang=\"fr\">", ">English</a>");
        assertThat(browser("de, en;q=0.5").get(path).is(200).text()).contains("<html lang=\"en\">", ">Français</a>");
        Answer chosen = browser("en").get(path + "?lang=fr").is(200);
        assertThat(chosen.text()).contains("<html lang=\"fr\">");
        assertThat(chosen.header("Content-Language")).isEqualTo("fr");
        assertThat(chosen.header("Vary")).contains("Accept-Language");
    }

    @Test
    void the_home_page_tells_the_state_and_ends_with_a_link_to_the_api() {
        String home = browser("en").get("/").is(200).text();
        assertThat(home).contains("In service").doesNotContain("In trouble");
        assertThat(home).containsPattern("<footer[\\s\\S]*<a href=\"/swagger/\">API</a>[\\s\\S]*</footer>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger/", "//ddenterpriseapi/staticwebcontent/swagger/"})
    void the_apis_page_is_swagger_ui(String path) {
        assertThat(browser("en").get(path).is(200).text()).containsIgnoringCase("swagger-ui-bundle.js");
    }

    @Test
    void the_apis_page_of_a_domain_loads_the_document_of_that_domain() {
        assertThat(browser("en").get("/itcare/swagger/").text()).contains("data-document=\"/itcare/openapi.json\"");
        assertThat(browser("en").get("/swagger/").text()).contains("data-document=\"/openapi.json\"");
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void each_kind_of_problem_is_explained_in_both_languages(Fault.Kind kind) {
        String page = browser("en").get("/problems/" + kind.code()).is(200).text();
        String name = "problem_" + kind.code().replace('-', '_') + "_name";
        assertThat(page)
                .contains(
                        Integer.toString(kind.status()),
                        escaped(Texts.of(Language.EN).get(name)),
                        escaped(Texts.of(Language.FR).get(name)),
                        "<aside lang=\"fr\">");
        assertThat(browser("fr").get("/problems/" + kind.code()).text()).contains("<aside lang=\"en\">");
    }

    private static String escaped(String text) {
        return text.replace("'", "&#39;");
    }

    @Test
    void there_is_no_page_for_a_problem_that_there_is_not() {
        browser("en").get("/problems/nosuch").is(404);
        browser("en").get("/problems/%3Cscript%3E").is(404);
    }

    @Test
    void the_type_of_a_problem_leads_to_its_page() {
        for (String path : new String[] {"/nosuch", "/api/clients", "/api/v1/tables"}) {
            browser("en")
                    .get(Client.nobody().get(path).json().path("type").asText())
                    .is(200);
        }
    }

    @Test
    void pages_show_no_more_to_whoever_sends_a_credential_and_refuse_one_that_does_not_hold() {
        browser("en").with("X-API-Key", Client.apiKey()).get("/").is(200);
        browser("en").with("X-API-Key", "nonsense").get("/").is(401);
    }
}
