package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.credential.ApiKey;
import org.passerelle.format.Json;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;

/** A demo's folder: made once, then kept. */
class DemoTest {

    @TempDir
    Path folder;

    private JsonNode prepare(String url) throws IOException {
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            Demo.prepare(house, url);
        }
        return told();
    }

    private JsonNode told() throws IOException {
        return Json.MAPPER.readTree(Files.readString(folder.resolve("demo-credentials.json")));
    }

    @Test
    void it_has_four_accounts_two_keys_a_client_and_a_file_that_tells_them() throws IOException {
        JsonNode told = prepare("http://localhost:8080");
        assertThat(told.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "url",
                        "owner",
                        "admin",
                        "user",
                        "guest",
                        "apiKey",
                        "limitedApiKey",
                        "oauthClient",
                        "permissionFileTokens",
                        "realm");
        assertThat(told.get("url").textValue()).isEqualTo("http://localhost:8080");
        assertThat(told.get("owner").get("password").textValue()).matches("[0-9A-Za-z]{20}");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("demo-credentials.json"))))
                .isEqualTo("rw-------");
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            var people = house.people();
            assertThat(people.all()).extracting(Account::id).containsExactly("admin", "guest", "owner", "user");
            assertThat(people.find("admin").orElseThrow().holdings().acls())
                    .contains(Acls.API_ACCESS, "users:rw", "data:r")
                    .doesNotContain("webhooks:r", "webhooks:rw", Acls.IMPERSONATE);
            assertThat(people.find("user").orElseThrow().holdings().acls())
                    .containsExactlyInAnyOrder(Acls.API_ACCESS, "data:rw");
            assertThat(people.find("guest").orElseThrow().apiAccess()).isFalse();
            assertThat(house.keys().all(null, 10)).extracting(ApiKey::user).containsExactlyInAnyOrder("admin", "user");
            assertThat(house.connections().tables("demo")).hasSizeGreaterThan(10);
        }
    }

    @Test
    void people_are_told_the_credentials_one_line_each() throws IOException {
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            List<String> lines = Demo.prepare(house, "http://localhost:8080").lines();
            assertThat(lines).hasSize(10);
            assertThat(lines).anyMatch(line -> line.matches(" {2}owner +[0-9A-Za-z]{20}"));
            assertThat(lines)
                    .contains("  apiKey         " + told().get("apiKey").textValue());
        }
    }

    @Test
    void a_second_start_changes_nothing_but_the_address() throws IOException {
        ObjectNode first = (ObjectNode) prepare("http://localhost:8080");
        List<String> keys = keys();
        JsonNode second = prepare("http://localhost:9090");
        assertThat(second).isEqualTo(first.put("url", "http://localhost:9090"));
        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void what_others_wrote_into_the_file_stays() throws IOException {
        ObjectNode told = (ObjectNode) prepare("http://localhost:8080");
        told.putObject("somebodyElses").put("id", "c");
        Files.writeString(folder.resolve("demo-credentials.json"), told.toString());
        assertThat(prepare("http://localhost:8080")).isEqualTo(told);
    }

    @Test
    void what_is_missing_is_made_as_the_file_tells() throws IOException {
        JsonNode told = prepare("http://localhost:8080");
        List<String> keys = keys();
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            house.catalogue().change(unit -> {
                keys.forEach(id -> house.keys().delete(unit, id));
                return keys;
            });
        }
        assertThat(prepare("http://localhost:8080")).isEqualTo(told);
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void a_lost_file_is_written_anew_with_new_secrets() throws IOException {
        JsonNode before = prepare("http://localhost:8080");
        Files.delete(folder.resolve("demo-credentials.json"));
        JsonNode after = prepare("http://localhost:8080");
        assertThat(after.get("owner").get("password"))
                .isNotEqualTo(before.get("owner").get("password"));
        assertThat(after.get("apiKey")).isNotEqualTo(before.get("apiKey"));
    }

    @Test
    void a_folder_with_other_accounts_is_left_alone() {
        var line = Main.line();
        assertThat(line.execute("owner", "create", "--user", "olga", "--data", folder.toString()))
                .isZero();
        assertThatThrownBy(() -> prepare("http://localhost:8080"))
                .isInstanceOf(House.Trouble.class)
                .hasMessageContaining("not the demo's");
        assertThat(folder.resolve("demo.db")).doesNotExist();
        assertThat(folder.resolve("demo-credentials.json")).doesNotExist();
    }

    private List<String> keys() {
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            return house.keys().all(null, 10).stream().map(ApiKey::id).toList();
        }
    }
}
