package org.passerelle.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.http.Http;
import org.passerelle.outgoing.Receiver;

/** What is told, to whom, how it is signed, and what becomes of it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class DeliveriesHttpTest {

    @Inject
    Events events;

    @Inject
    Catalogue catalogue;

    private static JsonNode json(Receiver.Letter letter) {
        return Http.parse(new String(letter.body(), StandardCharsets.UTF_8));
    }

    private static int number(Receiver.Letter letter) {
        return json(letter).at("/data/parameters/number").asInt();
    }

    private static Event record(String name, String table, String id, String data) {
        return new Event("evt_" + UUID.randomUUID(), name, Instant.now(), table, id, Http.parse(data));
    }

    private void publish(Event... together) {
        catalogue.change(unit -> {
            events.publish(unit, List.of(together));
            return together;
        });
    }

    private static void verify(String secret, Receiver.Letter letter, Map<String, String> other, String body)
            throws Exception {
        var headers = letter.headers().entrySet().stream()
                .filter(h -> h.getKey().startsWith("webhook-"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, h -> List.of(other.getOrDefault(h.getKey(), h.getValue()))));
        new Webhook(secret).verify(body, headers);
    }

    @Test
    void a_fired_event_arrives_signed_and_one_flipped_byte_id_or_second_does_not_verify() throws Exception {
        String event = Hook.event();
        try (Receiver receiver = Receiver.saying(204);
                Hook hook = Hook.of(receiver, event)) {
            String id = Hook.fire(event, 7);
            Receiver.Letter letter = receiver.next();
            String body = new String(letter.body(), StandardCharsets.UTF_8);
            assertThat(json(letter).path("event_name").asText()).isEqualTo(event);
            assertThat(json(letter).path("id").asText()).isEqualTo(id);
            assertThat(letter.headers()).containsEntry("webhook-id", id);
            assertThat(number(letter)).isEqualTo(7);
            assertThatCode(() -> verify(hook.secret(), letter, Map.of(), body)).doesNotThrowAnyException();
            long second = Long.parseLong(letter.headers().get("webhook-timestamp"));
            refused(hook.secret(), letter, Map.of(), body.replace("7", "8"));
            refused(hook.secret(), letter, Map.of("webhook-id", id.replace('e', 'f')), body);
            refused(hook.secret(), letter, Map.of("webhook-timestamp", Long.toString(second + 1)), body);
            refused("whsec_" + "A".repeat(44), letter, Map.of(), body);
        }
    }

    private static void refused(String secret, Receiver.Letter letter, Map<String, String> other, String body) {
        assertThatThrownBy(() -> verify(secret, letter, other, body)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void basic_and_headers_go_with_it_and_no_secret_of_them_is_logged() throws Exception {
        String event = Hook.event();
        try (Receiver receiver = Receiver.saying((exchange, letter) -> {
            byte[] echo = letter.headers().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write(echo);
            exchange.getResponseBody().write(new byte[5_000 - echo.length]);
        })) {
            ObjectNode body = Hook.body(receiver.url(), event);
            body.putObject("basic").put("user", "planradar").put("password", "p4ss-w0rd");
            body.putArray("headers").addObject().put("name", "X-Shown").put("value", "yes");
            body.withArray("headers")
                    .addObject()
                    .put("name", "X-Hidden")
                    .put("value", "canary-sent")
                    .put("hidden", true);
            try (Hook hook = Hook.of(body)) {
                Hook.fire(event, 1);
                Receiver.Letter letter = receiver.next();
                assertThat(letter.headers())
                        .containsEntry("authorization", "Basic cGxhbnJhZGFyOnA0c3MtdzByZA==")
                        .containsEntry("x-hidden", "canary-sent")
                        .containsEntry("x-shown", "yes")
                        .containsEntry("content-type", "application/json");
                hook.awaitDeliveries(1);
                JsonNode delivery = hook.deliveries().get(0);
                assertThat(delivery.path("status").asText()).isEqualTo("delivered");
                assertThat(delivery.path("code").asInt()).isEqualTo(200);
                assertThat(delivery.path("answer").asText())
                        .contains("x-shown=yes")
                        .hasSizeLessThanOrEqualTo(1_024);
                assertThat(delivery.toString())
                        .doesNotContain("canary-sent", "p4ss-w0rd", "cGxhbnJhZGFyOnA0c3MtdzByZA==");
            }
        }
    }

    @Test
    void what_fails_is_tried_again_with_the_same_id_and_the_next_attempt_is_told() throws Exception {
        String event = Hook.event();
        var looked = new CountDownLatch(1);
        try (Receiver receiver = Receiver.saying(500);
                Hook hook = Hook.of(receiver, event)) {
            Hook.fire(event, 1);
            Receiver.Letter first = receiver.next();
            receiver.nowSays((exchange, letter) -> {
                await(looked);
                exchange.sendResponseHeaders(200, -1);
            });
            hook.awaitDeliveries(1);
            JsonNode failed = hook.deliveries().get(0);
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            assertThat(failed.path("attempt").asInt()).isEqualTo(1);
            assertThat(failed.path("next").asText()).isNotEmpty();
            assertThat(hook.show().path("failingSince").isNull()).isFalse();
            looked.countDown();
            Receiver.Letter second = receiver.next(); // after five seconds
            assertThat(second.headers().get("webhook-id"))
                    .isEqualTo(first.headers().get("webhook-id"));
            assertThat(second.body()).isEqualTo(first.body());
            hook.awaitDeliveries(2);
            JsonNode delivered = hook.deliveries().get(0);
            assertThat(delivered.path("status").asText()).isEqualTo("delivered");
            assertThat(delivered.path("attempt").asInt()).isEqualTo(2);
            assertThat(delivered.path("next").isNull()).isTrue();
            assertThat(hook.show().path("failingSince").isNull()).isTrue();
        }
    }

    @Test
    void a_redirect_is_a_failure_and_nobody_goes_there() throws Exception {
        String event = Hook.event();
        try (Receiver inside = Receiver.saying(200);
                Receiver outside = Receiver.saying((exchange, letter) -> {
                    exchange.getResponseHeaders().add("Location", inside.url());
                    exchange.sendResponseHeaders(302, -1);
                });
                Hook hook = Hook.of(outside, event)) {
            Hook.fire(event, 1);
            outside.next();
            hook.awaitDeliveries(1);
            assertThat(hook.deliveries().get(0).path("code").asInt()).isEqualTo(302);
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void who_is_gone_is_told_nothing_more_and_whoever_listens_hears_of_it() throws Exception {
        String event = Hook.event();
        try (Receiver watcher = Receiver.saying(200);
                Hook watching = Hook.of(watcher, "webhook.disabled");
                Receiver other = Receiver.saying(200);
                Hook beside = Hook.of(other, event);
                Receiver receiver = Receiver.saying(410);
                Hook hook = Hook.of(receiver, event)) {
            Hook.fire(event, 1);
            receiver.next();
            assertThat(number(other.next())).isEqualTo(1);
            JsonNode told = json(watcher.next());
            assertThat(told.path("event_name").asText()).isEqualTo("webhook.disabled");
            assertThat(told.at("/data/webhook").asText()).isEqualTo(hook.id());
            assertThat(hook.show().path("active").asBoolean()).isFalse();
            hook.ask("POST", "/ping", null).is(409);
            Hook.fire(event, 2);
            assertThat(number(other.next())).as("by now it is sent to all").isEqualTo(2);
            assertThat(hook.ask("PATCH", "", "{\"active\":true}")
                            .is(200)
                            .json()
                            .path("active")
                            .asBoolean())
                    .isTrue();
            receiver.nowSays(Receiver.answer(200));
            Hook.fire(event, 3);
            assertThat(number(receiver.next())).isEqualTo(3);
            assertThat(watching.show().path("active").asBoolean()).isTrue();
            assertThat(beside.show().path("active").asBoolean()).isTrue();
        }
    }

    @Test
    void a_new_secret_signs_beside_the_old_one_for_a_while() throws Exception {
        String event = Hook.event();
        try (Receiver receiver = Receiver.saying(200);
                Hook hook = Hook.of(receiver, event)) {
            String fresh = hook.ask("POST", "/secret/rotate", null)
                    .is(200)
                    .json()
                    .path("secret")
                    .asText();
            Hook.fire(event, 1);
            Receiver.Letter both = receiver.next();
            String body = new String(both.body(), StandardCharsets.UTF_8);
            verify(hook.secret(), both, Map.of(), body);
            verify(fresh, both, Map.of(), body);
            String last = hook.ask("POST", "/secret/rotate", "{\"overlap\":\"PT0S\"}")
                    .is(200)
                    .json()
                    .path("secret")
                    .asText();
            Hook.fire(event, 2);
            Receiver.Letter one = receiver.next();
            String other = new String(one.body(), StandardCharsets.UTF_8);
            verify(last, one, Map.of(), other);
            refused(fresh, one, Map.of(), other);
            hook.ask("POST", "/secret/rotate", "{\"overlap\":\"P8D\"}").is(400);
        }
    }

    @Test
    void a_ping_comes_to_this_one_alone_and_a_rehearsed_one_to_nobody() throws Exception {
        try (Receiver receiver = Receiver.saying(200);
                Hook hook = Hook.of(receiver, "webhook.*");
                Receiver other = Receiver.saying(200);
                Hook beside = Hook.of(other, "*")) {
            Hook.owner()
                    .with("Dry-Run", "true")
                    .post(Hook.PATH + "/" + hook.id() + "/ping", "")
                    .is(202);
            hook.ask("POST", "/ping", null).is(202);
            assertThat(json(receiver.next()).at("/data/webhook").asText()).isEqualTo(hook.id());
            hook.awaitDeliveries(1);
            assertThat(hook.deliveries()).hasSize(1);
            assertThat(beside.deliveries())
                    .noneMatch(d -> d.path("event_name").asText().equals("webhook.ping"));
        }
    }

    @Test
    void one_delivery_or_all_of_a_time_are_told_again_with_their_ids() throws Exception {
        String event = Hook.event();
        try (Receiver receiver = Receiver.saying(200);
                Hook hook = Hook.of(receiver, event)) {
            Hook.fire(event, 1);
            Receiver.Letter first = receiver.next();
            hook.awaitDeliveries(1);
            String delivery = hook.deliveries().get(0).path("id").asText();
            hook.ask("POST", "/deliveries/" + delivery + "/redeliver", null).is(202);
            assertThat(receiver.next().headers().get("webhook-id"))
                    .isEqualTo(first.headers().get("webhook-id"));
            hook.awaitDeliveries(2);
            assertThat(hook.ask("POST", "/redeliver", null)
                            .is(202)
                            .json()
                            .path("messages")
                            .asInt())
                    .as("of those that failed")
                    .isZero();
            assertThat(hook.ask("POST", "/redeliver?status=delivered&to=2000-01-01T00:00:00Z", null)
                            .is(202)
                            .json()
                            .path("messages")
                            .asInt())
                    .isZero();
            assertThat(hook.ask("POST", "/redeliver?status=delivered&from=2000-01-01T00:00:00Z", null)
                            .is(202)
                            .json()
                            .path("messages")
                            .asInt())
                    .isEqualTo(1);
            assertThat(receiver.next().headers().get("webhook-id"))
                    .isEqualTo(first.headers().get("webhook-id"));
            hook.ask("POST", "/redeliver?status=eaten", null).is(400);
            hook.ask("POST", "/redeliver?from=yesterday", null).is(400);
            hook.ask("POST", "/deliveries/nothing/redeliver", null).is(404);
        }
    }

    @Test
    void only_chosen_tables_are_told_each_record_by_itself_or_all_in_a_list() throws Exception {
        try (Receiver each = Receiver.saying(200);
                Receiver list = Receiver.saying(200)) {
            ObjectNode wanted = Hook.body(each.url(), "record.*");
            wanted.putArray("tables").add("tickets");
            ObjectNode listed =
                    Hook.body(list.url(), "record.created", "record.deleted").put("bulk", "list");
            try (Hook one = Hook.of(wanted);
                    Hook other = Hook.of(listed)) {
                publish(
                        record("record.created", "tickets", "1", "{\"before\":null,\"after\":{\"id\":1}}"),
                        record("record.created", "clients", "8", "{\"before\":null,\"after\":{\"id\":8}}"),
                        record("record.updated", "tickets", "3", "{\"before\":{\"id\":3},\"after\":{\"id\":3}}"),
                        record("record.created", "tickets", "2", "{\"before\":null,\"after\":{\"id\":2}}"));
                var records = new ArrayList<String>();
                for (int i = 0; i < 3; i++) {
                    records.add(json(each.next()).at("/data/record").asText());
                }
                assertThat(records).containsExactlyInAnyOrder("1", "2", "3");
                JsonNode first = json(list.next());
                JsonNode second = json(list.next());
                JsonNode tickets = first.at("/data/table").asText().equals("tickets") ? first : second;
                JsonNode clients = tickets == first ? second : first;
                assertThat(tickets.at("/data/records")).hasSize(2);
                assertThat(tickets.at("/data/records/1/after/id").asInt()).isEqualTo(2);
                assertThat(clients.at("/data/records")).hasSize(1);
                assertThat(clients.at("/data/records/0/record").asText()).isEqualTo("8");
                assertThat(List.of(
                                first.path("sequence").asInt(),
                                second.path("sequence").asInt()))
                        .containsExactlyInAnyOrder(1, 2);
                one.awaitDeliveries(3);
                assertThat(list.waiting() + each.waiting()).isZero();
            }
        }
    }

    @Test
    void what_is_told_of_one_record_keeps_its_order_where_that_is_wanted() throws Exception {
        try (Receiver receiver = Receiver.saying(500)) {
            ObjectNode body = Hook.body(receiver.url(), "record.updated").put("ordered", true);
            body.putArray("tables").add("tickets");
            try (Hook hook = Hook.of(body)) {
                for (int i = 1; i <= 3; i++) {
                    publish(record("record.updated", "tickets", "7", "{\"before\":null,\"after\":{\"id\":" + i + "}}"));
                }
                publish(record("record.updated", "tickets", "9", "{\"before\":null,\"after\":{\"id\":90}}"));
                var seen = new ArrayList<Integer>();
                seen.add(json(receiver.next()).at("/data/after/id").asInt());
                seen.add(json(receiver.next()).at("/data/after/id").asInt());
                assertThat(seen)
                        .as("the first of each record, and nothing behind it")
                        .containsExactlyInAnyOrder(1, 90);
                hook.awaitDeliveries(2);
                receiver.nowSays(Receiver.answer(200));
                hook.ask("POST", "/deliveries/" + deliveryOf(hook, 1) + "/redeliver", null)
                        .is(202);
                var order = new ArrayList<Integer>();
                while (!order.contains(3)) {
                    order.add(json(receiver.next()).at("/data/after/id").asInt());
                }
                assertThat(order).containsSubsequence(1, 2, 3);
            }
        }
    }

    private static String deliveryOf(Hook hook, int sequence) {
        for (JsonNode delivery : hook.deliveries()) {
            if (delivery.path("sequence").asInt() == sequence) {
                return delivery.path("id").asText();
            }
        }
        throw new AssertionError("no delivery of " + sequence);
    }

    @Test
    void one_that_hangs_delays_no_other() throws Exception {
        String event = Hook.event();
        var hanging = new ArrayList<Hook>();
        var seen = new CountDownLatch(1);
        try (Receiver hole = Receiver.saying((exchange, letter) -> await(seen));
                Receiver healthy = Receiver.saying(200)) {
            for (int i = 0; i < 20; i++) {
                hanging.add(Hook.of(hole, event));
            }
            try (Hook hook = Hook.of(healthy, event)) {
                Hook.fire(event, 1);
                assertThat(number(healthy.next())).isEqualTo(1);
                Hook.fire(event, 2);
                assertThat(number(healthy.next())).isEqualTo(2);
                assertThat(hanging).allMatch(h -> h.deliveries().isEmpty());
                hook.awaitDeliveries(2);
            }
        } finally {
            seen.countDown();
            hanging.forEach(Hook::close);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
