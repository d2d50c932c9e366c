package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.event.Family;

/**
 * What webhooks are told (OpenAPI 3.1.0, {@code webhooks}): for each built-in event its body, and one for those that are fired by name. Signed as
 * Standard Webhooks 1.0.0 says.
 */
final class HookParts {

    /** Stands for the names of all that may be fired. */
    static final String FIRED = "fired";

    private final Parts parts;
    private final HookData data;

    HookParts(Parts parts, HookData data) {
        this.parts = parts;
        this.data = data;
    }

    void writeTo(ObjectNode webhooks) {
        Stream.concat(Family.all().stream(), Stream.of(FIRED)).forEach(name -> write(webhooks.putObject(name), name));
    }

    private void write(ObjectNode webhook, String event) {
        ObjectNode post = webhook.putObject("post");
        post.put("operationId", "webhook." + event);
        post.put("summary", event.equals(FIRED) ? "An event was fired by its name" : "Tells of " + event);
        post.put(
                "description",
                "Signed by `webhook-signature` over `webhook-id`, `webhook-timestamp` and the body; the same id comes at each attempt.");
        post.putArray("tags").add(org.passerelle.operation.Tag.WEBHOOKS.title());
        post.putArray("security");
        post.putArray("parameters")
                .add(signed("webhook-id", "The event's id: the same however often it is told", "evt_5f0c"))
                .add(signed("webhook-timestamp", "When this attempt was made, in seconds since 1970", "1795340400"))
                .add(signed(
                        "webhook-signature",
                        "HMAC-SHA256 by the webhook's secret, after the version `v1,`; several, separated by spaces, while a secret is changed",
                        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="));
        ObjectNode body = post.putObject("requestBody")
                .put("description", "What happened.")
                .put("required", true);
        ObjectNode media = body.putObject("content").putObject("application/json");
        Likeness envelope = envelope(event);
        media.set("schema", parts.schema("Event." + event, part -> part.setAll(envelope.schema())));
        media.set("example", envelope.example());
        ObjectNode responses = post.putObject("responses");
        responses.putObject("2XX").put("description", "It was taken. Anything else is tried again over three days.");
        responses.putObject("410").put("description", "Nothing more is wanted: the webhook is disabled.");
    }

    private ObjectNode signed(String name, String about, String example) {
        return parts.parameter(name, parameter -> {
            Parameters.parameter(parameter, name, "header", about);
            parameter.put("required", true).set("schema", Bounds.text(1_000));
            parameter.put("example", example);
        });
    }

    private Likeness envelope(String event) {
        return HookMember.object(List.of(
                event.equals(FIRED)
                        ? HookMember.text("event_name", "The name of the event", "EVENT1")
                        : HookMember.word("event_name", "What happened", event),
                HookMember.text("id", "The same however often it is told", "evt_5f0c"),
                HookMember.moment("timestamp", "When it happened"),
                HookMember.number("sequence", "Grows by one with each message to this webhook", 42),
                HookMember.of("data", "What there is to say of it", data.of(event))));
    }
}
