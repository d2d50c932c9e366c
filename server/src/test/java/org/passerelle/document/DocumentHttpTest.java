package org.passerelle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.document.Judge.each;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Tag;

/** wire.md §10: the document that each caller gets, of the demo. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class DocumentHttpTest {

    private static final Set<String> TABLES = Set.of("clients", "commandes", "communes", "instances", "tickets");

    @Inject
    Operations operations;

    private static Client limited() {
        return Client.nobody()
                .with("X-API-Key", DemoHouse.credentials().path("limitedApiKey").textValue());
    }

    private static JsonNode document(Client client) {
        return client.get("/openapi.json").is(200).json();
    }

    /** {@code GET /api/clients} … */
    private static Set<String> operations(JsonNode document) {
        Set<String> found = new TreeSet<>();
        each(
                document.path("paths"),
                (path, item) -> each(item, (method, operation) -> found.add(method.toUpperCase() + " " + path)));
        return found;
    }

    /** By the schema of OpenAPI 3.1; each body, parameter and header with a description and an example that is as its schema says. */
    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "user", "guest"})
    void every_document_is_whole(String who) {
        assertThat(Judge.faults(document(Client.as(who)))).isEmpty();
    }

    @Test
    void the_document_of_a_partner_s_key_is_whole() {
        assertThat(Judge.faults(document(limited()))).isEmpty();
    }

    /** What everybody may do who may use the API: come in, and look after what is his. */
    private static final String ONES_OWN = "[A-Z]+ (/api/v1/(auth|access|clients|client-requests|reports)|/api/actions/"
            + "|/api/oauth2/access_token/|/auth/realms/).*";

    @Test
    void the_document_of_everything_and_that_of_nobody_are_whole() {
        assertThat(Judge.faults(
                        Client.as("owner").get("/openapi.json?all=true").is(200).json()))
                .isEmpty();
        assertThat(Judge.faults(document(Client.nobody()))).isEmpty();
    }

    @Test
    void nobody_sees_the_ways_in_and_no_name_of_a_table() {
        Answer answer = Client.nobody().get("/openapi.json").is(200);
        assertThat(operations(answer.json()))
                .contains("GET /api/status")
                .allMatch(o -> o.equals("GET /api/status")
                        || o.equals("POST /api/v1/auth/jwt")
                        || o.startsWith("POST /api/oauth2/access_token")
                        || o.contains("/protocol/openid-connect/")
                        || o.contains("/.well-known/"));
        assertThat(answer.text()).doesNotContain(TABLES);
        assertThat(answer.json().at("/components/securitySchemes").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("BasicAuth", "BearerAuth", "ApiKeyAuth");
    }

    /** One after the other: all at once would find nothing. */
    @Test
    void the_examples_of_a_list_s_parameters_are_taken() {
        Client client = Client.as("user");
        JsonNode document = document(client);
        for (String table : TABLES) {
            taken(client, document.at("/paths/~1api~1" + table + "/get/parameters"), "/api/" + table);
        }
        JsonNode parameters = document.at("/paths/~1api~1list~1{view}~1/get/parameters");
        String view = parameters
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .findFirst()
                .orElseThrow()
                .path("example")
                .asText();
        taken(client, parameters, "/api/list/" + view + "/");
    }

    private static void taken(Client client, JsonNode parameters, String path) {
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("example").isValueNode()) {
                String name = parameter.path("name").asText();
                String value = parameter.path("example").asText();
                Answer answer = client.get(path + "?" + Client.encode(name) + "=" + Client.encode(value));
                assertThat(answer.status()).as(path + " " + name + "=" + value).isEqualTo(200);
                boolean nothing = answer.json().isEmpty()
                        || answer.json().path("total").asText().equals("0");
                assertThat(Set.of("filter", "advancedSearch").contains(name) && nothing)
                        .as(value)
                        .isFalse();
            }
        }
    }

    @Test
    void who_may_read_data_sees_no_way_to_change_them() {
        JsonNode document = document(limited());
        assertThat(operations(document))
                .contains("GET /api/list/{view}/", "GET /api/item/{table}/{id}/", "GET /api/clients/{id}")
                .noneMatch(o -> o.startsWith("GET") ? o.contains("/api/v1/tables") : !o.matches(ONES_OWN));
        assertThat(document.path("components").path("schemas").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("clients")
                .noneMatch(name -> name.startsWith("clients."));
    }

    @Test
    void who_may_change_data_sees_how_and_no_administration() {
        assertThat(operations(document(Client.as("user"))))
                .contains(
                        "POST /api/items/{table}/",
                        "POST /api/clients",
                        "PUT /api/clients/{id}",
                        "PATCH /api/clients/{id}",
                        "DELETE /api/clients/{id}")
                .noneMatch(o -> o.contains("/api/v1/") && !o.matches(ONES_OWN))
                .noneMatch(o -> o.contains("/api/oauth2/list") || o.contains("/setup"));
    }

    @Test
    void an_account_without_api_access_sees_no_data() {
        Answer answer = Client.as("guest").get("/openapi.json").is(200);
        assertThat(operations(answer.json())).contains("GET /api/v1/auth/me").noneMatch(o -> o.contains("/api/list"));
        assertThat(answer.text()).doesNotContain(TABLES);
    }

    @Test
    void everything_is_shown_with_locks_to_who_may_read_connections() {
        Client.nobody().get("/openapi.json?all=true").is(401);
        Client.as("user").get("/openapi.json?all=true").is(403);
        Client.as("owner").get("/openapi.json?all=perhaps").is(400);
        JsonNode all = Client.as("owner").get("/openapi.json?all=true").is(200).json();
        Set<String> names = new TreeSet<>();
        each(
                all.path("paths"),
                (path, item) ->
                        item.forEach(o -> names.add(o.path("operationId").asText())));
        List<String> missing = new ArrayList<>();
        operations.all().stream()
                .filter(o -> o.tag() != Tag.SITE)
                .map(o -> o.name().replace(".resource.", ".clients.").replaceFirst("^public\\.", "public.indicator."))
                .filter(name -> !names.contains(name))
                .forEach(missing::add);
        assertThat(missing).as("operations that the document leaves out").isEmpty();
        JsonNode paths = all.path("paths");
        assertThat(paths.at("/~1api~1oauth2~1list~1{view}~1/get/x-locked").asBoolean())
                .isTrue();
        assertThat(paths.at("/~1api~1clients/get/x-locked").isMissingNode()).isTrue();
    }

    @Test
    void a_resource_has_the_columns_of_its_table() {
        JsonNode document = document(Client.as("owner"));
        JsonNode columns = document.at("/components/schemas/commandes/properties");
        assertThat(columns.path("num_commande").path("type").asText()).isEqualTo("string");
        assertThat(columns.path("date_billed").path("format").asText()).isEqualTo("date");
        assertThat(columns.path("date_billed").path("type")).hasSize(2);
        assertThat(columns.path("actual_billable_amount")
                        .path("exclusiveMaximum")
                        .asText())
                .isEqualTo("10000000000");
        assertThat(columns.path("client").path("description").asText()).contains("points to clients.id");
        assertThat(document.at("/components/schemas/commandes.new/required"))
                .extracting(JsonNode::asText)
                .contains("num_commande")
                .doesNotContain("id", "date_billed");
        assertThat(document.at("/paths/~1api~1list~1{view}~1/get/parameters/0/schema/enum"))
                .extracting(JsonNode::asText)
                .contains("clients", "communes");
    }

    @Test
    void yaml_says_the_same() throws JsonProcessingException {
        Answer answer = Client.as("user").get("/openapi.yaml").is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(answer.text());
        assertThat(yaml.toString())
                .isEqualTo(new ObjectMapper()
                        .readTree(Client.as("user").get("/openapi.json").text())
                        .toString());
    }

    @Test
    void the_tag_changes_with_rights_and_schema_and_with_nothing_else() {
        String tag = Client.as("user").get("/openapi.json").is(200).header("ETag");
        assertThat(Client.as("user").get("/openapi.json").header("ETag")).isEqualTo(tag);
        assertThat(Client.as("owner").get("/openapi.json").header("ETag")).isNotEqualTo(tag);
        Client knowing = Client.as("user").with("If-None-Match", "\"other\", " + tag);
        assertThat(knowing.get("/openapi.json").is(304).bytes()).isEmpty();
        Client.as("owner")
                .post("/api/v1/views", "{\"id\":4711,\"key\":\"vue-neuve\",\"table\":\"clients\"}")
                .is(201);
        Answer changed = knowing.get("/openapi.json").is(200);
        assertThat(changed.text()).contains("vue-neuve");
        Client.as("owner").delete("/api/v1/views/4711").is(204);
        knowing.get("/openapi.json").is(304);
    }

    @Test
    void what_is_asked_under_a_domain_offers_that_domain_first() {
        JsonNode servers =
                Client.nobody().get("/itcare/openapi.json").is(200).json().path("servers");
        assertThat(servers.at("/0/url").asText()).endsWith("/{domain}");
        assertThat(servers.at("/0/variables/domain/default").asText()).isEqualTo("itcare");
        assertThat(servers.at("/0/variables/domain/enum")).hasSize(2);
        assertThat(document(Client.nobody())
                        .path("servers")
                        .at("/1/variables/domain/default")
                        .asText())
                .isEqualTo("ddenterpriseapi");
    }

    @Test
    void what_webhooks_are_told_is_told_to_those_who_may_have_some() {
        JsonNode whole = document(Client.as("owner"));
        JsonNode webhooks = whole.path("webhooks");
        assertThat(webhooks.has("record.created")).isTrue();
        assertThat(webhooks.has("webhook.disabled")).isTrue();
        assertThat(document(Client.as("admin")).has("webhooks")).isFalse();
    }

    /** Each GET that has an end, asked as its examples say: the answer is one of those that the document names, and looks as it says. */
    @Test
    void every_answer_is_as_the_document_says() {
        Client owner = Client.as("owner");
        JsonNode document = document(owner);
        List<String> wrong = new ArrayList<>();
        each(document.path("paths"), (path, item) -> {
            JsonNode operation = item.path("get");
            if (operation.isMissingNode()
                    || operation.at("/responses/200/content").has("text/event-stream")) {
                return;
            }
            String address = path;
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asText().equals("path")) {
                    address = address.replace(
                            "{" + parameter.path("name").asText() + "}",
                            Client.encode(parameter.path("example").asText()));
                }
            }
            Answer answer = owner.get(address);
            JsonNode response = operation.path("responses").path(Integer.toString(answer.status()));
            JsonNode told = response.has("$ref")
                    ? document.at(response.path("$ref").asText().substring(1))
                    : response;
            String type = answer.header("Content-Type").replaceFirst(";.*", "");
            JsonNode schema = told.path("content").path(type).path("schema");
            if (schema.isMissingNode()) {
                wrong.add(address + ": " + answer.status() + " " + type + " is not told");
            } else {
                Judge.misfits(document, schema, answer.json()).forEach(misfit -> wrong.add(path + ": " + misfit));
            }
        });
        assertThat(wrong).isEmpty();
    }
}
