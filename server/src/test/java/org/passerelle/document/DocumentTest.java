package org.passerelle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.document.Judge.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.access.Action;
import org.passerelle.access.Caller;
import org.passerelle.access.TableRight;

/** What stands in a document, for whom. */
class DocumentTest {

    private static final Stock STOCK =
            Samples.stock(Samples.zoo(), Samples.huts(), Samples.composite(), Samples.keyless());

    private static ObjectNode document(Stock stock, Audience audience) {
        return new Document(stock, audience, Samples.site("")).write();
    }

    private static Set<String> operations(JsonNode document) {
        Set<String> found = new TreeSet<>();
        each(document.path("paths"), (path, item) -> each(item, (method, o) -> found.add(method + " " + path)));
        return found;
    }

    static Stream<Audience> audiences() {
        return Stream.of(
                Samples.nobody(),
                Samples.with(),
                Samples.with("data:r"),
                Samples.with("data:rw", "users:rw"),
                Samples.owner(false),
                Samples.owner(true));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void every_document_is_whole(Audience audience) {
        assertThat(Judge.faults(document(STOCK, audience))).isEmpty();
        assertThat(Judge.faults(document(Samples.stock(), audience))).isEmpty();
    }

    @Test
    void the_judge_sees_what_is_wrong() {
        ObjectNode document = document(STOCK, Samples.owner(true));
        ((ObjectNode) document.at("/components/schemas/zoo/properties/day")).remove("description");
        ((ObjectNode) document.at("/components/schemas/zoo")).put("type", "objekt");
        ((ObjectNode) document.at("/paths/~1api~1zoo/get/responses/200/content/application~1json"))
                .putArray("example")
                .addObject()
                .put("id", "no number");
        ((ObjectNode) document.at("/paths/~1api~1zoo/get/parameters/0")).remove("example");
        ((ObjectNode) document.at("/components/headers/RequestId")).remove("description");
        ((ObjectNode) document.at("/paths/~1api~1status/get")).put("operationId", "auth.me");
        document.remove("info");
        assertThat(String.join("\n", Judge.faults(document)))
                .contains(
                        "/day: no description",
                        "does not have a value in the enumeration",
                        "its example",
                        "query fields: no example",
                        "X-Request-Id: no description",
                        "its operationId stands twice",
                        "'info' not found");
    }

    @Test
    void the_judge_sees_a_reference_to_nothing() {
        ObjectNode document = document(STOCK, Samples.owner(true));
        ((ObjectNode) document.at("/components/schemas")).remove("ThingPart");
        assertThat(Judge.faults(document)).contains("dangling: #/components/schemas/ThingPart");
    }

    @Test
    void nobody_sees_the_ways_in_alone() {
        JsonNode document = document(STOCK, Samples.nobody());
        assertThat(operations(document)).containsExactly("get /api/status", "post /api/v1/auth/jwt");
        assertThat(document.toString()).doesNotContain("zoo", "huts", "animals");
    }

    @Test
    void where_the_document_is_open_everybody_sees_the_operations_behind_locks_and_no_table() {
        JsonNode document = document(STOCK, Samples.passerBy());
        assertThat(operations(document)).contains("get /api/v1/things", "put /api/v1/things/{id}");
        assertThat(document.at("/paths/~1api~1v1~1things/get/x-locked").asBoolean())
                .isTrue();
        assertThat(document.at("/paths/~1api~1status/get/x-locked").isMissingNode())
                .isTrue();
        assertThat(document.toString()).doesNotContain("zoo", "huts", "animals");
        assertThat(Judge.faults(document)).isEmpty();
    }

    @Test
    void a_reader_sees_no_way_to_change_records() {
        assertThat(operations(document(STOCK, Samples.with("data:r"))))
                .contains("get /api/zoo", "get /api/list/{view}/", "get /api/public/things", "get /api/log")
                .noneMatch(o -> !o.startsWith("get") && !o.equals("post /api/v1/auth/jwt"));
    }

    @Test
    void a_table_right_shows_that_table_alone_and_no_more_of_it_than_it_opens() {
        var right = new TableRight("zoo", Set.of(Action.LIST), Set.of("id", "day"), null);
        JsonNode document = document(STOCK, Samples.of(Caller.Kind.PASSWORD, List.of(right)));
        assertThat(operations(document))
                .contains("get /api/zoo")
                .doesNotContain("get /api/huts", "patch /api/zoo/{id}");
        assertThat(document.at("/components/schemas/zoo/properties").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("id", "day");
        assertThat(document.at("/paths/~1api~1list~1{view}~1/get/parameters/0/schema/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("animals", "zoo");
        assertThat(document.toString()).doesNotContain("money", "huts");
    }

    @Test
    void each_action_has_the_columns_that_it_reaches() {
        var lists = new TableRight("zoo", Set.of(Action.LIST), Set.of("id"), null);
        var changes = new TableRight("zoo", Set.of(Action.UPDATE), Set.of("id", "day"), null);
        JsonNode document = document(STOCK, Samples.of(Caller.Kind.PASSWORD, List.of(lists, changes)));
        assertThat(document.at("/components/schemas/zoo/properties")).hasSize(1);
        assertThat(document.at("/components/schemas/zoo.change/properties")).hasSize(2);
        assertThat(document.at("/components/schemas/zoo.2/properties")).hasSize(2);
        assertThat(Judge.faults(document)).isEmpty();
    }

    @Test
    void a_column_that_shows_on_some_rows_only_may_be_null() {
        var some = new TableRight("huts", Set.of(Action.LIST), Set.of("id", "name"), "name==x");
        var all = new TableRight("huts", Set.of(Action.LIST), Set.of("id"), null);
        JsonNode document = document(STOCK, Samples.of(Caller.Kind.PASSWORD, List.of(some, all)));
        assertThat(document.at("/components/schemas/huts/properties/name/type")).hasSize(2);
        assertThat(document.at("/components/schemas/huts/properties/id/type").asText())
                .isEqualTo("integer");
    }

    @Test
    void what_takes_oauth_tokens_only_is_shown_to_those() {
        assertThat(operations(document(STOCK, Samples.with("data:r")))).doesNotContain("get /api/oauth2/list/{view}/");
        assertThat(operations(document(STOCK, Samples.of(Caller.Kind.OAUTH, List.of(), "data:r"))))
                .contains("get /api/oauth2/list/{view}/");
    }

    @Test
    void everything_has_each_operation_once_and_locks_what_is_not_open() {
        JsonNode document = document(STOCK, Samples.owner(true));
        assertThat(operations(document))
                .contains("post /api/v1/setup", "get /api/oauth2/list/{view}/")
                .noneMatch(o -> o.contains("swagger"))
                .hasSize(Samples.operations().size() - 1 - 3 + 4 + 3 + 3);
        assertThat(document.at("/paths/~1api~1oauth2~1list~1{view}~1/get/x-locked")
                        .asBoolean())
                .isTrue();
        assertThat(document.at("/paths/~1api~1zoo/get/x-locked").isMissingNode())
                .isTrue();
    }

    @Test
    void records_without_a_key_and_read_only_connections_are_not_offered_for_change() {
        Stock readOnly = new Stock(STOCK.operations(), STOCK.snapshot(), STOCK.views(), Set.of("demo"));
        assertThat(operations(document(STOCK, Samples.owner(false))))
                .contains("get /api/log", "patch /api/zoo/{id}")
                .doesNotContain("patch /api/log/{id}");
        assertThat(operations(document(readOnly, Samples.owner(false))))
                .contains("get /api/zoo")
                .noneMatch(o -> o.startsWith("patch") || o.startsWith("post /api/item"));
    }

    @Test
    void so_many_tables_are_not_named_one_by_one() {
        Stock stock = Samples.many(Entries.MANY + 1);
        JsonNode document = document(stock, Samples.owner(false));
        assertThat(operations(document)).contains("get /api/{resource}").noneMatch(o -> o.contains("/api/t1"));
        assertThat(document.at("/paths/~1api~1list~1{view}~1/get/parameters/0/schema/enum")
                        .isMissingNode())
                .isTrue();
        assertThat(Judge.faults(document)).isEmpty();
        assertThat(operations(document(Samples.many(Entries.MANY - 1), Samples.owner(false))))
                .contains("get /api/t1");
    }

    @Test
    void what_the_database_writes_alone_is_read_only_and_taken_from_nobody() {
        JsonNode schemas = document(STOCK, Samples.owner(false)).at("/components/schemas");
        assertThat(schemas.at("/zoo/properties/made/readOnly").asBoolean()).isTrue();
        assertThat(schemas.at("/zoo.change/properties").has("made")).isFalse();
        assertThat(schemas.at("/zoo.change/additionalProperties").isBoolean()).isTrue();
        assertThat(schemas.at("/zoo.replacement").has("required")).isFalse();
    }

    @Test
    void a_record_says_of_each_member_what_it_is() {
        JsonNode thing = document(STOCK, Samples.owner(false)).at("/components/schemas/Thing");
        assertThat(thing.path("required"))
                .extracting(JsonNode::asText)
                .containsExactly("id", "made", "parts", "permissions");
        assertThat(thing.at("/properties/owner/type"))
                .extracting(JsonNode::asText)
                .containsExactly("string", "null");
        assertThat(thing.at("/properties/parts/items/$ref").asText()).isEqualTo("#/components/schemas/ThingPart");
        assertThat(thing.at("/properties/half/anyOf")).hasSize(2);
        assertThat(thing.at("/properties/permissions/additionalProperties/type").asText())
                .isEqualTo("string");
    }

    @Test
    void an_odd_name_of_a_table_is_encoded_in_its_path_and_plain_in_ids() {
        JsonNode document = document(STOCK, Samples.owner(false));
        JsonNode list = document.at("/paths/~1api~1%C3%A9t%C3%A9%20d%27or/get");
        assertThat(list.path("operationId").asText()).matches("[A-Za-z0-9._-]+");
        assertThat(list.path("summary").asText()).isEqualTo("List records of été d'or");
        assertThat(document.at("/paths/~1api~1%C3%A9t%C3%A9%20d%27or~1{id}/put/parameters/0/example")
                        .asText())
                .isEqualTo("1,text");
    }

    @Test
    void writing_can_be_rehearsed_and_says_so() {
        JsonNode patch = document(STOCK, Samples.owner(false)).at("/paths/~1api~1zoo~1{id}/patch");
        assertThat(patch.path("parameters").findValuesAsText("$ref"))
                .contains("#/components/parameters/DryRun", "#/components/parameters/ITCareDryRun");
        assertThat(patch.path("responses").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly(
                        "200", "400", "401", "403", "404", "406", "409", "412", "413", "415", "422", "429", "500",
                        "503");
        assertThat(patch.at("/requestBody/content").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("application/json", "application/xml", "application/merge-patch+json");
    }

    @Test
    void refusals_have_the_form_of_their_family() {
        JsonNode document = document(STOCK, Samples.owner(false));
        assertThat(document.at("/paths/~1api~1list~1{view}~1/get/responses/401/$ref")
                        .asText())
                .endsWith("/UnauthorizedMessage");
        assertThat(document.at("/components/responses/UnauthorizedMessage/content/application~1json/example/msg")
                        .asText())
                .isEqualTo("Invalid API key.");
        assertThat(document.at("/components/responses/Unauthorized/content/application~1problem+json/example/status")
                        .asInt())
                .isEqualTo(401);
        assertThat(document.at("/components/responses/Unauthorized/headers").has("WWW-Authenticate"))
                .isTrue();
    }

    @Test
    void the_domain_is_a_variable_and_the_one_asked_under_comes_first() {
        JsonNode servers = new Document(STOCK, Samples.nobody(), Samples.site("/itcare"))
                .write()
                .path("servers");
        assertThat(servers.at("/0/url").asText()).isEqualTo("https://api.example.org/{domain}");
        assertThat(servers.at("/0/variables/domain/default").asText()).isEqualTo("itcare");
        assertThat(servers.at("/1/url").asText()).isEqualTo("https://api.example.org");
    }
}
