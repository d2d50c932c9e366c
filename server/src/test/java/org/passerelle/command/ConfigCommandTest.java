package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.Client;

/** {@code config export|plan|apply} on a server that runs. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
@TestProfile(ConfigCommandTest.Alone.class)
class ConfigCommandTest {

    /** A server of its own, which nobody else changes meanwhile. */
    public static class Alone implements QuarkusTestProfile {}

    private static final String GROUPS = "version: 1\ngroupacls:\n";

    @TempDir
    Path temp;

    private final Client owner = Client.as("owner");
    private String key;

    @BeforeEach
    void aKeyOfTheOwners() {
        key = Ran.of(
                        "",
                        "key",
                        "create",
                        "--user",
                        "owner",
                        "--name",
                        "config",
                        "--permissions",
                        "connections:rw,users:rw,system:rw,events:rw,webhooks:rw,data:rw",
                        "--data",
                        DemoHouse.folder())
                .is(0)
                .out();
    }

    private Ran config(String verb, Object... words) {
        var all = new ArrayList<Object>(
                List.of("config", verb, "--server", "http://localhost:" + Client.port(), "--key-stdin"));
        all.addAll(List.of(words));
        return Ran.of(key, all.toArray());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("config.yaml"), text);
    }

    private String exported() {
        return config("export").is(0).out();
    }

    // --- out ---

    @Test
    void an_export_is_the_same_each_time_holds_no_secret_and_asks_for_nothing() throws IOException {
        owner.post("/api/v1/groupacls", "{\"id\":\"readers\",\"acls\":[\"data:r\"]}")
                .is(201);
        owner.post(
                        "/api/v1/roles",
                        "{\"id\":\"shop\",\"groupacls\":[\"readers\"],\"tables\":{\"clients\":{\"actions\":[\"list\"],\"columns\":[\"nom\"]}}}")
                .is(201);
        owner.post("/api/v1/rolegroupacls", "{\"id\":\"shop-readers\",\"role\":\"shop\",\"groupacls\":[\"readers\"]}")
                .is(201);
        owner.post("/api/v1/profiles", "{\"id\":\"trainee\",\"roles\":[\"shop\"]}")
                .is(201);
        owner.post(
                        "/api/v1/webhooks",
                        "{\"id\":\"hook\",\"url\":\"http://127.0.0.1:9/in\",\"events\":[\"EVENT1\"],\"active\":false,"
                                + "\"basic\":{\"user\":\"u\",\"password\":\"s3cret-1\"},"
                                + "\"headers\":[{\"name\":\"X-Key\",\"value\":\"s3cret-2\",\"hidden\":true}]}")
                .is(201);
        owner.post("/api/v1/reports", "{\"id\":\"all\",\"name\":\"All\",\"view\":\"clients\"}")
                .is(201);
        owner.post(
                        "/api/v1/system/tasks",
                        "{\"id\":\"fire\",\"event\":\"EVENT1\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":30}}")
                .is(201);
        owner.put("/api/v1/settings", "{\"webhookSeconds\":7}").is(200);

        String document = exported();

        assertThat(document)
                .startsWith("version: 1\nsettings:\n  webhookSeconds: \"7\"\n")
                .contains("  demo/clients:\n    name: \"clients\"", "  readers:\n    name: \"readers\"", "id: 1170")
                .doesNotContain("s3cret", "whsec_", "failingSince", "status: \"up\"", "created:", "upcoming", "null");
        assertThat(document.indexOf("connections:")).isLessThan(document.indexOf("tables:"));
        assertThat(exported()).isEqualTo(document);
        assertThat(config("plan", "--prune", file(document)).is(0).out()).startsWith("Nothing to do");
        assertThat(config("apply", "--prune", file(document)).is(0).out()).endsWith("Nothing was changed.\n");
    }

    @Test
    void what_a_key_may_not_see_is_left_out_and_said_so() throws IOException {
        key = Client.apiKey();
        Ran ran = config("export").is(0);
        assertThat(ran.out()).doesNotContain("webhooks:").contains("groupacls:");
        assertThat(ran.err()).contains("Left out: webhooks");
        assertThat(config("plan", file("version: 1\nwebhooks: {}\n")).is(1).err())
                .contains("/api/v1/webhooks");
    }

    @Test
    void an_export_may_go_to_a_file() throws IOException {
        Path out = temp.resolve("out.yaml");
        assertThat(config("export", "--out", out).is(0).out()).isEmpty();
        assertThat(Files.readString(out)).isEqualTo(exported());
        assertThat(config("export", "--out", temp.resolve("no/out.yaml")).is(1).err())
                .contains("cannot be written");
    }

    // --- in ---

    @Test
    void a_plan_tells_member_by_member_and_only_apply_does_it() throws IOException {
        owner.post("/api/v1/groupacls", "{\"id\":\"before\",\"name\":\"Before\",\"acls\":[\"data:r\"]}")
                .is(201);
        Path file =
                file(GROUPS + "  before:\n    name: After\n    acls: [data:r]\n  fresh:\n    acls: [\"users:r\"]\n");
        Ran plan = config("plan", file).is(2);
        assertThat(plan.out()).isEqualTo("""
                        ~ groupacls/before
                            name: "Before" → "After"
                        + groupacls/fresh
                            name: "fresh"
                            acls: ["users:r"]
                        1 to create, 1 to replace, 0 to remove; 0 refused.
                        """);
        owner.get("/api/v1/groupacls/fresh").is(404);

        assertThat(config("apply", file).is(0).out())
                .contains("+ groupacls/fresh")
                .endsWith("Done: 2 of 2 steps.\n");
        assertThat(owner.get("/api/v1/groupacls/before").json().path("name").asText())
                .isEqualTo("After");
        config("plan", file).is(0);
    }

    @Test
    void what_others_name_is_made_first() throws IOException {
        Path file = file("""
                version: 1
                profiles:
                  p1: {roles: [a-child]}
                roles:
                  a-child: {parent: z-parent, groupacls: [g1]}
                  z-parent: {tables: {communes: {actions: [list]}}}
                groupacls:
                  g1: {acls: [api.access]}
                """);
        assertThat(config("plan", file).is(2).out())
                .contains(
                        "to be tried after groupacls/g1, roles/z-parent; as things are: /parent: ",
                        "2 can be tried only on the way")
                .containsSubsequence("+ groupacls/g1", "+ roles/z-parent", "+ roles/a-child", "+ profiles/p1");
        config("apply", file).is(0);
        config("plan", file).is(0);
    }

    @Test
    void what_is_refused_is_told_with_its_line_and_nothing_is_done() throws IOException {
        Path file = file(GROUPS + "  good:\n    acls: [data:r]\n  bad:\n    name: Bad\n    acls:\n      - nosuch\n");
        Ran plan = config("plan", file).is(1);
        assertThat(plan.out()).contains("! groupacls/bad\n    line 8: /acls/0: there is no nosuch", "1 refused");
        assertThat(config("apply", file).is(1).out()).endsWith("Nothing was changed.\n");
        owner.get("/api/v1/groupacls/good").is(404);
    }

    @Test
    void a_refusal_on_the_way_stops_and_says_what_was_done() throws IOException {
        Path file = file(GROUPS + "  done: {acls: [data:r]}\nroles:\n  undone: {acls: [nosuch], groupacls: [done]}\n");
        Ran ran = config("apply", file).is(1);
        assertThat(ran.out())
                .contains("+ groupacls/done", "! roles/undone", "line 5", "there is no nosuch")
                .endsWith("Stopped here: 1 of 2 steps were done, and stay.\n");
        owner.get("/api/v1/groupacls/done").is(200);
        owner.get("/api/v1/roles/undone").is(404);

        Files.writeString(file, Files.readString(file).replace("nosuch", "api.access"));
        assertThat(config("apply", file).is(0).out()).endsWith("Done: 1 of 1 steps.\n");
        owner.get("/api/v1/roles/undone").is(200);
    }

    @Test
    void what_a_document_does_not_say_goes_when_pruned_and_only_in_its_sections() throws IOException {
        owner.post("/api/v1/events", "{\"name\":\"STALE\"}").is(201);
        owner.post("/api/v1/groupacls", "{\"id\":\"stays\",\"acls\":[]}").is(201);
        owner.put("/api/v1/tables/level", "{\"sensitive\":true}").is(200);
        String document = exported();
        String less = document.replaceFirst("(?m)^  STALE:\n(    .*\n)+", "");
        Path file = file(less.substring(less.indexOf("events:"), less.indexOf("groupacls:"))
                .indent(0));
        Files.writeString(file, "version: 1\n" + Files.readString(file));
        config("plan", file).is(0);
        assertThat(config("plan", "--prune", file).is(2).out())
                .isEqualTo("- events/STALE\n0 to create, 0 to replace, 1 to remove; 0 refused.\n");
        owner.get("/api/v1/events/STALE").is(200);
        config("apply", "--prune", file).is(0);
        owner.get("/api/v1/events/STALE").is(404);
        owner.get("/api/v1/groupacls/stays").is(200);
    }

    @Test
    void tables_are_opened_and_set_back_to_what_they_were() throws IOException {
        String document = exported();
        String tables = document.substring(document.indexOf("tables:"), document.indexOf("views:"));
        Path without = file("version: 1\n" + tables.replaceFirst("(?m)^  demo/tickets:\n(    .*\n)+", ""));
        assertThat(config("apply", "--prune", without).is(0).out()).contains("- tables/demo/tickets");
        assertThat(owner.get("/api/v1/tables/tickets").json().path("open").asBoolean())
                .isFalse();
        assertThat(config("apply", file("version: 1\n" + tables)).is(0).out())
                .contains("~ tables/demo/tickets\n    open: false → true");
        assertThat(exported()).isEqualTo(document);
    }

    @Test
    void a_table_loses_the_key_that_a_document_does_not_say() throws IOException {
        owner.put("/api/v1/tables/instances", "{\"key\":\"name\"}").is(200);
        Path file = file("version: 1\ntables:\n  demo/instances:\n    open: true\n");
        assertThat(config("plan", file).is(2).out()).contains("~ tables/demo/instances\n    key: \"name\" → (none)");
        config("apply", file).is(0);
        assertThat(owner.get("/api/v1/tables/instances").json().path("key").isNull())
                .isTrue();
        config("plan", file).is(0);
    }

    @Test
    void a_secret_that_is_not_said_again_is_kept() throws IOException {
        owner.post(
                        "/api/v1/connections",
                        "{\"id\":\"sealed\",\"url\":\"jdbc:postgresql://localhost:1/x\",\"user\":\"u\",\"password\":\"s3cret\"}")
                .is(201);
        String connection =
                "version: 1\nconnections:\n  sealed:\n    url: jdbc:postgresql://localhost:%d/x\n    user: u\n    statementTimeout: 7\n";
        assertThat(config("apply", file(connection.formatted(1))).is(0).out())
                .contains("~ connections/sealed\n    statementTimeout: 30 → 7");
        assertThat(config("plan", file(connection.formatted(2))).is(1).out())
                .contains("line 3: /password: is given anew where type, url or user change");
        assertThat(config("export").is(0).err()).contains("Not seen: the tables of sealed");
        owner.delete("/api/v1/connections/sealed").is(204);
    }

    @Test
    void settings_are_changed_and_set_back() throws IOException {
        Path file = file("version: 1\nsettings:\n  rateLimit: 77\n");
        assertThat(config("plan", file).is(2).out()).contains("~ settings\n    rateLimit: ", "→ \"77\"");
        config("apply", file).is(0);
        config("plan", file).is(0);
        assertThat(exported()).contains("settings:\n", "  rateLimit: \"77\"");
        config("apply", "--prune", file("version: 1\nsettings: {}\n")).is(0);
        assertThat(exported()).contains("settings: {}");
        assertThat(config("plan", file("version: 1\nsettings:\n  nosuch: 1\n"))
                        .is(1)
                        .out())
                .contains("! settings\n    line 3: /nosuch: there is no such setting");
    }

    // --- what is wrong ---

    @Test
    void all_mistakes_of_a_document_are_told_at_once_with_their_lines() throws IOException {
        Ran ran = config("plan", file("version: 2\nroels: {}\nroles:\n  a: 7\n  b:\n    name: ${CONFIG_NOT_SET}\n"))
                .is(1);
        assertThat(ran.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("line 1: /version: ")
                                .contains("version: 1"),
                        line -> assertThat(line).startsWith("line 2: /roels: there is no such section"),
                        line -> assertThat(line).startsWith("line 4: /roles/a: must be members"),
                        line -> assertThat(line).startsWith("line 6: /roles/b/name: the variable CONFIG_NOT_SET"));
        assertThat(config("plan", file("version: 1\nroles:\n  a: {}\n  a: {}\n"))
                        .is(1)
                        .err())
                .startsWith("line 4: ");
        assertThat(config("plan", file("version: 1\nroles:\n  a: {b\n")).is(1).err())
                .startsWith("line ");
        assertThat(config("plan", temp.resolve("none")).is(1).err()).contains("There is no file");
    }

    @Test
    void a_server_that_is_none_and_a_key_that_is_none_are_told() throws IOException {
        Path file = file("version: 1\nroles: {}\n");
        key = "psl_nosuch";
        assertThat(config("plan", file).is(1).err()).startsWith("The key is not one that http://localhost:");
        assertThat(Ran.of("k\n", "config", "plan", "--key-stdin", "--server", "http://localhost:1", file)
                        .is(1)
                        .err())
                .startsWith("http://localhost:1 does not answer");
        assertThat(Ran.of("k\n", "config", "plan", "--key-stdin", "--server", "nowhere", file)
                        .is(1)
                        .err())
                .contains("--server is an address such as");
        assertThat(Ran.of("", "config", "plan", file).is(1).err()).contains("PASSERELLE_KEY", "--key-stdin");
        assertThat(Ran.of("", "config", "plan").is(1).err()).contains("Try: ./passerelle config plan --help");
    }
}
