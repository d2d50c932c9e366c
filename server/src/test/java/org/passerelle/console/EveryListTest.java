package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Every list of the console, on a page of its own or beside a thing, is searched, ordered and taken out as a file; one without a line says so. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class EveryListTest {

    private static final Pattern FIRST = Pattern.compile("<a class=\"first\" href=\"([^\"]+)\"");
    private static final Pattern SORT = Pattern.compile("href=\"([^\"]+)\" class=\"sort\"");
    private static final Pattern FILE = Pattern.compile("href=\"([^\"]*as=csv[^\"]*)\"");

    private Client owner;

    @BeforeEach
    void signIn() {
        owner = AtConsole.as("owner").reading();
    }

    static Stream<String> lists() {
        return Stream.concat(
                Collections.ALL.stream().map(collection -> "/console/" + collection.id()),
                Stream.of("/console/modules"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_of_its_own(String path) {
        if (owner.get(path).status() != 404) {
            check(owner, path);
        }
    }

    static Stream<Collection> withPanels() {
        return Collections.ALL.stream()
                .filter(collection -> !collection.panels().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withPanels")
    void a_list_beside_a_thing(Collection collection) {
        Client.as("owner")
                .post(
                        "/api/v1/system/tasks",
                        "{\"id\":\"every-list\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":9}}");
        Client.as("owner")
                .post("/api/v1/roles", "{\"id\":\"every-list\",\"tables\":{\"clients\":{\"actions\":[\"list\"]}}}");
        String thing =
                found(FIRST, owner.get("/console/" + collection.id()).is(200)).orElseThrow();
        for (Collection.Panel panel : collection.panels()) {
            String path = thing + "/panel/" + panel.id();
            assertThat(owner.get(path).is(303).header("Location")).endsWith(thing);
            check(part(), path);
        }
    }

    @Test
    void ones_own_keys_calls_and_use() {
        Client.as("owner").get("/api/clients?limit=1").is(200);
        for (String list : List.of("keys", "calls", "usage")) {
            assertThat(owner.get("/console/me/" + list).is(303).header("Location"))
                    .endsWith("/console/me");
            check(part(), "/console/me/" + list);
        }
    }

    private Client part() {
        return owner.with("HX-Request", "true");
    }

    private static void check(Client reader, String path) {
        Answer page = reader.get(path).is(200);
        Optional<String> sort = found(SORT, page);
        if (sort.isEmpty()) {
            assertThat(page.text()).as(path).containsAnyOf("class=\"empty-title\"", "text-secondary mb-0\">");
            return;
        }
        assertThat(page.text()).as(path).contains("type=\"search\"", "aria-sort=\"none\"", "role=\"status\"");
        assertThat(reader.get(sort.get()).is(200).text()).as(path).contains("aria-sort=\"ascending\"");
        assertThat(reader.get(path + "?q=xyzzyxyzzy").is(200).text())
                .as(path)
                .contains("<b>xyzzyxyzzy</b>")
                .doesNotContain("<table");
        Answer file = reader.get(found(FILE, page).orElseThrow()).is(200);
        assertThat(file.header("Content-Type")).as(path).startsWith("text/csv");
        assertThat(file.text()).as(path).startsWith("\"").doesNotContain("{\"\"", "[\"\"");
    }

    private static Optional<String> found(Pattern pattern, Answer page) {
        Matcher matcher = pattern.matcher(page.text());
        return matcher.find() ? Optional.of(matcher.group(1).replace("&amp;", "&")) : Optional.empty();
    }
}
