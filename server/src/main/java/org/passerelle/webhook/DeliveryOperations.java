package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.format.Times;
import org.passerelle.operation.Call;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** What became of each telling, telling it again, and trying whether somebody is there. */
@Singleton
final class DeliveryOperations {

    private static final String ITEM = WebhookOperations.PATH + "/{id}";

    private final Catalogue catalogue;
    private final Lanes lanes;
    private final Events events;
    private final ZoneId zone;
    private final Clock clock;

    @Inject
    DeliveryOperations(Catalogue catalogue, Lanes lanes, Events events, ZoneId zone, Clock clock) {
        this.catalogue = catalogue;
        this.lanes = lanes;
        this.events = events;
        this.zone = zone;
        this.clock = clock;
    }

    /** What is answered to who has something told. */
    record Queued(
            @Doc(value = "How many messages will be told", example = "1")
            int messages) {}

    List<Operation> operations() {
        return List.of(
                Pages.declared(Operation.get(ITEM + "/deliveries")
                                .named("webhooks.deliveries", "List the attempts to tell a webhook, newest first")
                                .tag(Tag.WEBHOOKS)
                                .needs(WebhookOperations.reading()))
                        .answers(200, Shape.many(Delivery.class, "delivery"))
                        .by(this::list),
                telling(Operation.post(ITEM + "/deliveries/{delivery}/redeliver"))
                        .named("webhooks.redeliver", "Tell once more what an attempt was about")
                        .by(this::redeliver),
                telling(Operation.post(ITEM + "/redeliver")
                                .query("from", "Only what was to be told from then on", "2026-11-22T08:00:00.000+0000")
                                .query("to", "Only what was to be told until then", "2026-11-22T09:00:00.000+0000")
                                .query("status", "What stands so: failed (when left out) or delivered", "failed"))
                        .named("webhooks.redeliverAll", "Tell once more all that failed, or all of a time")
                        .by(this::redeliverAll),
                telling(Operation.post(ITEM + "/ping"))
                        .named("webhooks.ping", "Tell a webhook that somebody tries whether it is there")
                        .by(this::ping));
    }

    private static Operation.Builder telling(Operation.Builder operation) {
        return operation
                .tag(Tag.WEBHOOKS)
                .needs(WebhookOperations.writing())
                .answers(202, Shape.of(Queued.class, "queued"))
                .changes(DryRun.CATALOGUE);
    }

    /** @throws Fault 404 when there is no such webhook */
    static Webhook need(Source source, Call call) {
        return WebhookStore.find(source, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no webhook {}.", call.path("id")));
    }

    private static Webhook needActive(Unit unit, Call call) {
        Webhook hook = need(unit, call);
        if (!hook.active()) {
            throw Fault.conflict("The webhook is not active: set active to true first.");
        }
        return hook;
    }

    private Reply list(Call call) {
        Webhook hook = need(catalogue, call);
        return Pages.newest(
                call,
                (after, limit) -> DeliveryStore.list(catalogue, hook.id(), after, limit),
                Delivery::id,
                delivery -> delivery,
                "deliverys");
    }

    private Reply redeliver(Call call) {
        Unit unit = call.change();
        Webhook hook = needActive(unit, call);
        Delivery delivery = DeliveryStore.find(unit, hook.id(), call.path("delivery"))
                .orElseThrow(() -> Fault.notFound("There is no delivery {}.", call.path("delivery")));
        if (delivery.event() == null) {
            throw Fault.conflict("What it was about is not kept any more.");
        }
        MessageStore.again(unit, hook.id(), delivery.sequence(), clock.instant());
        return queued(unit, hook, 1);
    }

    private Reply redeliverAll(Call call) {
        Unit unit = call.change();
        Webhook hook = needActive(unit, call);
        Message.Status status = switch (call.query().one("status", "failed")) {
            case "failed" -> Message.Status.FAILED;
            case "delivered" -> Message.Status.DELIVERED;
            default -> throw Fault.badRequest("status must be failed or delivered.");
        };
        Instant now = clock.instant();
        Instant from = moment("from", call.query().one("from"), Instant.EPOCH);
        Instant to = moment("to", call.query().one("to"), now);
        return queued(unit, hook, MessageStore.again(unit, hook.id(), from, to, status, now));
    }

    private Instant moment(String name, @Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Times.parse(text, zone).toInstant();
        } catch (DateTimeException e) {
            throw Fault.badRequest("{} must be a date-time such as 2026-11-22T08:00:00.000+0000.", name);
        }
    }

    private Reply ping(Call call) {
        Unit unit = call.change();
        Webhook hook = needActive(unit, call);
        Event ping = Event.of(
                Webhook.PING, clock.instant(), Json.MAPPER.createObjectNode().put("webhook", hook.id()));
        events.publish(unit, ping);
        long number = events.find(unit, ping.id()).orElseThrow().number();
        MessageStore.add(unit, hook.id(), number, number, null, clock.instant());
        return queued(unit, hook, 1);
    }

    private Reply queued(Unit unit, Webhook hook, int messages) {
        lanes.wake(unit, WebhookLane.NAME, hook.id());
        return new Reply.Value(202, new Queued(messages), "queued", Map.of());
    }
}
