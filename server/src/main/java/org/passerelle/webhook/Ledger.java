package org.passerelle.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.format.Json;

/** Notes what came of an attempt, and what follows: another one, none, or the end of the webhook. */
@Singleton
final class Ledger {

    private final Events events;
    private final Retries retries;
    private final WebhookSettings settings;

    @Inject
    Ledger(Events events, Retries retries, WebhookSettings settings) {
        this.events = events;
        this.retries = retries;
        this.settings = settings;
    }

    /** @return whether it was noted: a webhook that was removed meanwhile has no ledger */
    boolean note(Unit unit, Webhook before, Message message, Outcome outcome, Instant now) {
        if (!WebhookStore.hold(unit, before.id())) {
            return false;
        }
        Webhook hook = WebhookStore.find(unit, before.id()).orElseThrow();
        DeliveryStore.insert(unit, id(now), message, outcome, now);
        if (outcome.isGood()) {
            MessageStore.tried(unit, message, Message.Status.DELIVERED, null);
            WebhookStore.failing(unit, hook.id(), null);
            return true;
        }
        Instant next = outcome.isGone() ? null : next(message, outcome, now);
        MessageStore.tried(unit, message, next == null ? Message.Status.FAILED : Message.Status.WAITING, next);
        WebhookStore.failing(unit, hook.id(), now);
        Instant since = hook.failingSince();
        if (outcome.isGone()) {
            disable(unit, hook, "The receiver answered 410 Gone.", now);
        } else if (since != null && since.plus(settings.giveUp()).isBefore(now)) {
            disable(unit, hook, "Every attempt failed since " + since + ".", now);
        }
        return true;
    }

    private @Nullable Instant next(Message message, Outcome outcome, Instant now) {
        return retries.next(message.attempts() + 1, now, outcome.retryAfter()).orElse(null);
    }

    private void disable(Unit unit, Webhook hook, String reason, Instant now) {
        if (WebhookStore.disable(unit, hook.id())) {
            unit.touch(Topic.WEBHOOKS);
            ObjectNode data = Json.MAPPER.createObjectNode().put("webhook", hook.id());
            data.put("user", hook.account()).put("url", hook.url()).put("reason", reason);
            events.publish(unit, Event.of("webhook.disabled", now, data));
        }
    }

    /** Grows with time. */
    private static String id(Instant now) {
        return "%011x-%s"
                .formatted(now.toEpochMilli(), UUID.randomUUID().toString().substring(0, 13));
    }
}
