package org.passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Who did what leaves a line, and who changed nothing leaves none (wire.md §8; DigDash D14). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class AuditHttpTest {

    private static final String AUDIT = "/api/v1/system/audit";
    private static final String EVENTS = AUDIT + "/events";

    private final String id = "g" + UUID.randomUUID();

    private static List<JsonNode> events(String query) {
        return Client.byKey()
                .get(EVENTS + "?" + query)
                .is(200)
                .json()
                .valueStream()
                .toList();
    }

    private Answer make() {
        return Client.byKey().post("/api/v1/groupacls", "{\"id\":\"" + id + "\",\"name\":\"x\"}");
    }

    @Test
    void a_change_leaves_who_did_what_to_what_from_where_and_with_which_result() {
        Answer made = make().is(201);
        List<JsonNode> lines = events("target=" + id);
        assertThat(lines).hasSize(1);
        JsonNode line = lines.getFirst();
        assertThat(line.path("user").asText()).isEqualTo("admin");
        assertThat(line.path("actor").isNull()).isTrue();
        assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("operation").asText()).isEqualTo("groupacls.create");
        assertThat(line.path("result").asText()).isEqualTo("201");
        assertThat(line.path("dryRun").asBoolean()).isFalse();
        assertThat(line.path("requestId").asText()).isEqualTo(made.header("X-Request-Id"));
        assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
    }

    @Test
    void a_change_that_is_refused_leaves_its_refusal_only() {
        make().is(201);
        make().is(409);
        Client.byKey().delete("/api/v1/groupacls/" + id + "-none").is(404);
        assertThat(events("target=" + id)).hasSize(1);
        assertThat(events("operation=groupacls.create&result=409&limit=1")).hasSize(1);
        assertThat(events("target=" + id + "-none"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("result").asText()).isEqualTo("404"));
    }

    @Test
    void a_rehearsal_leaves_one_line_which_says_so() {
        Client.byKey()
                .with("Dry-Run", "true")
                .post("/api/v1/groupacls", "{\"id\":\"" + id + "\",\"name\":\"x\"}")
                .is(201);
        Client.byKey().get("/api/v1/groupacls/" + id).is(404);
        assertThat(events("target=" + id)).singleElement().satisfies(line -> {
            assertThat(line.path("dryRun").asBoolean()).isTrue();
            assertThat(line.path("result").asText()).isEqualTo("201");
        });
        assertThat(events("dryRun=false&target=" + id)).isEmpty();
    }

    @Test
    void a_plain_read_leaves_none() {
        Client.byKey().get("/api/v1/groupacls").is(200);
        Client.byKey().get("/api/list/clients/").is(200);
        assertThat(events("operation=groupacls.list")).isEmpty();
        assertThat(events("operation=data.list&result=200&target=clients")).isEmpty();
    }

    @Test
    void reads_of_a_sensitive_table_leave_a_line() {
        Client.byKey().put("/api/v1/tables/projects", "{\"sensitive\":true}").is(200);
        try {
            Answer read = Client.byKey().get("/api/projects?limit=1").is(200);
            assertThat(events("operation=data.resource.list&target=projects"))
                    .anySatisfy(
                            line -> assertThat(line.path("requestId").asText()).isEqualTo(read.header("X-Request-Id")));
        } finally {
            Client.byKey()
                    .put("/api/v1/tables/projects", "{\"sensitive\":false}")
                    .is(200);
        }
    }

    @Test
    void refusals_leave_a_line_each_behind_the_request() {
        Answer forbidden = Client.as("user").get("/api/v1/users/" + id).is(403);
        assertThat(events("target=" + id)).singleElement().satisfies(line -> {
            assertThat(line.path("user").asText()).isEqualTo("user");
            assertThat(line.path("result").asText()).isEqualTo("403");
            assertThat(line.path("operation").asText()).isEqualTo("users.get");
            assertThat(line.path("requestId").asText()).isEqualTo(forbidden.header("X-Request-Id"));
        });
        Answer unknown = Client.nobody()
                .with("X-API-Key", "psl_wrong")
                .get("/api/v1/roles/" + id)
                .is(401);
        assertThat(events("operation=roles.get&target=" + id)).singleElement().satisfies(line -> {
            assertThat(line.path("user").asText()).isEmpty();
            assertThat(line.path("result").asText()).isEqualTo("401");
            assertThat(line.path("requestId").asText()).isEqualTo(unknown.header("X-Request-Id"));
        });
    }

    @Test
    void a_right_key_that_comes_from_another_address_than_it_may_leaves_a_line() {
        JsonNode key = Client.byKey()
                .post(
                        "/api/v1/auth/apikeys",
                        "{\"name\":\"" + id + "\",\"ips\":\"192.0.2.0/24\",\"permissions\":{\"users\":\"r\"}}")
                .is(201)
                .json();
        Answer refused = Client.nobody()
                .with("X-API-Key", key.path("key").asText())
                .get("/api/v1/users/" + id)
                .is(403);
        assertThat(events("target=" + id)).singleElement().satisfies(line -> {
            assertThat(line.path("user").asText()).isEqualTo("admin");
            assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(line.path("operation").asText()).isEqualTo("users.get");
            assertThat(line.path("result").asText()).isEqualTo("403");
            assertThat(line.path("requestId").asText()).isEqualTo(refused.header("X-Request-Id"));
        });
    }

    @Test
    void the_first_use_of_a_credential_leaves_a_line() {
        Answer key = Client.byKey()
                .post("/api/v1/auth/apikeys", "{\"name\":\"" + id + "\",\"permissions\":{\"data\":\"r\"}}")
                .is(201);
        Client.nobody()
                .with("X-API-Key", key.json().path("key").asText())
                .get("/api/v1/auth/me")
                .is(200);
        Client.byKey().get("/api/v1/sessions?limit=1").is(200); // writes those that wait
        assertThat(events("operation=sessions.begin&target=apikey%20"
                        + key.json().path("id").asText()))
                .singleElement()
                .satisfies(line -> assertThat(line.path("user").asText()).isEqualTo("admin"));
    }

    @Test
    void whoever_acts_for_another_is_named_beside_him() {
        String token = Client.as("owner")
                .post("/api/v1/auth/jwt", "{\"targetUser\":\"admin\",\"permissions\":{\"users\":\"rw\"}}")
                .is(201)
                .json()
                .path("token")
                .asText();
        Client.nobody()
                .with("Authorization", "Bearer " + token)
                .post("/api/v1/groupacls", "{\"id\":\"" + id + "\",\"name\":\"x\"}")
                .is(201);
        assertThat(events("target=" + id)).singleElement().satisfies(line -> {
            assertThat(line.path("user").asText()).isEqualTo("admin");
            assertThat(line.path("actor").asText()).isEqualTo("owner");
        });
    }

    @Test
    void lists_are_newest_first_and_go_on_where_they_ended() {
        make().is(201);
        Client.byKey().delete("/api/v1/groupacls/" + id).is(204);
        Answer first = Client.byKey().get(EVENTS + "?limit=1&target=" + id).is(200);
        assertThat(first.column("operation")).containsExactly("groupacls.delete");
        String next = first.header("Link").replaceAll("<http://[^/]+([^>]+)>.*", "$1");
        assertThat(Client.byKey().get(next).is(200).column("operation")).containsExactly("groupacls.create");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv             | ^id,time,user,actor,address,operation,target,result,dryRun,requestId\\r?\\n\\d+,.*,groupacls.create,.*
            application/x-ndjson | ^\\{"id":"\\d+","time":.*"operation":"groupacls.create".*
            application/xml      | .*<events.*<operation>groupacls.create</operation>.*
            """)
    void they_are_exported_in_each_format(String type, String expected) {
        make().is(201);
        Answer answer = Client.byKey()
                .with("Accept", type)
                .get(EVENTS + "?target=" + id)
                .is(200);
        assertThat(answer.text()).matches("(?s)" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=", "dryRun=maybe", "cursor=x", "limit=0", "limit=1001"})
    void a_filter_that_means_nothing_is_refused(String query) {
        assertThat(Client.byKey().get(EVENTS + "?" + query).is(400).reason()).contains(query.split("=")[0]);
    }

    @Test
    void the_lines_of_a_request_are_found_by_the_id_that_its_caller_was_given() {
        Answer made = make().is(201);
        assertThat(events("requestId=" + made.header("X-Request-Id")))
                .singleElement()
                .satisfies(line -> assertThat(line.path("target").asText()).isEqualTo(id));
        assertThat(events("requestId=none")).isEmpty();
    }

    @Test
    void lines_are_found_by_their_time() {
        make().is(201);
        String time = events("target=" + id).getFirst().path("time").asText();
        assertThat(events("target=" + id + "&from=" + Client.encode(time))).hasSize(1);
        assertThat(events("target=" + id + "&to=" + Client.encode(time))).isEmpty();
    }

    @Test
    void an_owner_stops_and_starts_the_log_and_both_are_in_it() {
        assertThat(Client.as("admin").put(AUDIT, "{\"running\":false}").is(403).reason())
                .isEqualTo("Only an owner may do this.");
        Client owner = Client.as("owner");
        Answer stopped = owner.put(AUDIT, "{\"running\":false}").is(200);
        Answer started;
        try {
            assertThat(Client.byKey().get(AUDIT).json().path("running").asBoolean())
                    .isFalse();
            make().is(201);
        } finally {
            started = owner.put(AUDIT, "{\"running\":true}").is(200);
        }
        assertThat(events("target=" + id)).isEmpty();
        assertThat(events("operation=audit.set&result=200&limit=2"))
                .extracting(line -> line.path("requestId").asText())
                .containsExactly(started.header("X-Request-Id"), stopped.header("X-Request-Id"));
        JsonNode status = Client.byKey().get(AUDIT).is(200).json();
        assertThat(status.path("running").asBoolean()).isTrue();
        assertThat(status.path("lines").asLong()).isPositive();
        assertThat(owner.put(AUDIT, "{}").is(400).reason()).contains("running");
    }

    @Test
    void a_rehearsed_stop_stops_nothing() {
        Client.as("owner")
                .with("Dry-Run", "true")
                .put(AUDIT, "{\"running\":false}")
                .is(200);
        assertThat(Client.byKey().get(AUDIT).json().path("running").asBoolean()).isTrue();
    }

    @Test
    void a_flood_of_refusals_is_counted_together() {
        Client anybody = Client.as("user");
        for (int i = 0; i < 3 * Waiting.SINGLY; i++) {
            anybody.get("/api/v1/profiles/" + id).is(403);
        }
        Soon.atLast(
                "the first refusals are written",
                () -> events("operation=profiles.get&user=user").size() >= Waiting.SINGLY);
        assertThat(events("operation=profiles.get&user=user&target=" + id))
                .hasSizeLessThanOrEqualTo(2 * Waiting.SINGLY);
    }
}
