package org.passerelle.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** Any table can be published, by who may read it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class PublishingHttpTest {

    private static final String TABLE = "/api/v1/tables/instances";
    private static final String PUBLISHED = """
            {"public": {"name": "servers", "everyRecord": true, "publicColumns": ["type"], "publishedColumns": ["type", "environment"]}}
            """;

    private final Client admin = Client.as("admin");

    @AfterEach
    void takeBack() {
        admin.put(TABLE, "{\"public\": null, \"open\": true}").is(200);
    }

    @Test
    void it_shows_how_and_takes_it_back() {
        JsonNode shown = admin.put(TABLE, PUBLISHED).is(200).json().path("public");
        assertThat(shown.toString())
                .isEqualTo("{\"name\":\"servers\",\"statusColumn\":null,\"everyRecord\":true,\"nameColumn\":\"name\","
                        + "\"publicColumns\":[\"type\"],\"publishedColumns\":[\"type\",\"environment\"],"
                        + "\"parentColumn\":null,\"values\":null}");
        assertThat(admin.get(TABLE).json().path("public")).isEqualTo(shown);
        admin.put(TABLE, "{\"sensitive\": false}").is(200);
        assertThat(admin.get(TABLE).json().path("public")).isEqualTo(shown);
        admin.put(TABLE, "{\"public\": null}").is(200);
        assertThat(admin.get(TABLE).json().path("public").isNull()).isTrue();
    }

    @Test
    void what_is_shown_may_be_written_back() {
        String indicator = "/api/v1/tables/indicator";
        JsonNode shown = admin.get(indicator).is(200).json().path("public");
        assertThat(shown.path("values").path("recordColumn").asText()).isEqualTo("indicator");
        assertThat(admin.put(indicator, "{\"public\": " + shown + "}")
                        .is(200)
                        .json()
                        .path("public"))
                .isEqualTo(shown);
    }

    @Test
    void a_rehearsal_publishes_nothing() {
        admin.with("Dry-Run", "true").put(TABLE, PUBLISHED).is(200);
        assertThat(admin.get(TABLE).json().path("public").isNull()).isTrue();
    }

    @Test
    void what_can_be_found_need_not_be_said() {
        JsonNode shown = admin.with("Dry-Run", "true")
                .put("/api/v1/tables/indicator", """
                        {"public": {"statusColumn": "status", "publicColumns": ["unit"],
                          "values": {"table": "indicator_values", "columns": []}}}
                        """)
                .is(200)
                .json()
                .path("public");
        assertThat(shown.toString())
                .isEqualTo(
                        "{\"name\":\"indicator\",\"statusColumn\":\"status\",\"everyRecord\":false,\"nameColumn\":\"name\","
                                + "\"publicColumns\":[\"unit\"],\"publishedColumns\":[\"unit\"],\"parentColumn\":null,\"values\":"
                                + "{\"table\":\"indicator_values\",\"recordColumn\":\"indicator\",\"dateColumn\":\"date\","
                                + "\"valueColumn\":\"value\",\"columns\":[]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"publicColumns": []}                                             | /public/statusColumn
            {"everyRecord": true, "statusColumn": "status"}                   | /public/statusColumn
            {"statusColumn": "nosuch"}                                        | /public/statusColumn
            {"everyRecord": true, "publicColumns": ["nosuch"]}                | /public/publicColumns
            {"everyRecord": true, "publicColumns": [null]}                    | /public/publicColumns
            {"everyRecord": true, "publishedColumns": ["nosuch"]}             | /public/publishedColumns
            {"everyRecord": true, "name": "status"}                           | /public/name
            {"everyRecord": true, "name": "a/b"}                              | /public/name
            {"everyRecord": true, "nameColumn": "nosuch"}                     | /public/nameColumn
            {"everyRecord": true, "parentColumn": "nosuch"}                   | /public/parentColumn
            {"everyRecord": true, "values": {"columns": []}}                  | /public/values
            {"everyRecord": true, "values": {"table": "nosuch"}}              | /public/values
            {"everyRecord": true, "values": {"table": "clients"}}             | /public/values
            """)
    void what_does_not_fit_is_told_by_its_place(String body, String pointer) {
        JsonNode refused =
                admin.put(TABLE, "{\"public\": " + body + "}").is(422).json();
        assertThat(refused.path("errors").findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void no_two_tables_have_one_name() {
        admin.put(TABLE, "{\"public\": {\"name\": \"indicator\", \"everyRecord\": true}}")
                .is(409);
    }

    @Test
    void nobody_publishes_what_he_cannot_read() {
        String user = "p" + UUID.randomUUID();
        Client.as("owner").post("/api/v1/roles", """
                        {"id": "%s", "name": "r", "acls": ["api.access", "connections:rw"],
                         "tables": {"instances": {"actions": ["read"], "columns": ["name", "type"]}}}
                        """.formatted(user)).is(201);
        Client.as("owner")
                .post(
                        "/api/v1/users",
                        "{\"id\": \"%s\", \"password\": \"correct-horse-battery-7\", \"roles\": [\"%s\"], \"rateLimit\": 1000}"
                                .formatted(user, user))
                .is(201);
        Client keeper = Client.nobody().with("Authorization", DemoHouse.basic(user, "correct-horse-battery-7"));
        keeper.put(TABLE, PUBLISHED).is(403);
        keeper.put(TABLE, "{\"public\": {\"everyRecord\": true, \"publicColumns\": [\"type\"]}}")
                .is(200);
        keeper.put(TABLE, "{\"public\": {\"everyRecord\": true, \"publicColumns\": [\"environment\"]}}")
                .is(403);
        Client.as("owner").delete("/api/v1/users/" + user).is(204);
        Client.as("owner").delete("/api/v1/roles/" + user).is(204);
    }
}
