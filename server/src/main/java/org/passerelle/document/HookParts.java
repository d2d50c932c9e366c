package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.event.Family;

/**
 * What webhooks are told (OpenAPI 3.1.0, {@code webhooks}): for each built-in event its body, and one for those that are fired by name. Signed as
 * Standard Webhooks 1.0.0 says.
 */
final class HookParts {

    private static final List<String> SIGNED = List.of("webhook-id", "webhook-timestamp", "webhook-signature");
    private static final String FIRED = "fired";

    private HookParts() {}

    /** A member of an event's data. */
    private record Member(String name, String about, ObjectNode schema, JsonNode example) {}

    static void writeTo(ObjectNode webhooks) {
        Stream.concat(Family.all().stream(), Stream.of(FIRED)).forEach(name -> write(webhooks.putObject(name), name));
    }

    private static void write(ObjectNode webhook, String event) {
        ObjectNode post = webhook.putObject("post");
        post.put("operationId", "webhook." + event);
        post.put("summary", event.equals(FIRED) ? "An event was fired by its name" : "Tells of " + event);
        post.put(
                "description",
                "Signed by `webhook-signature` over `webhook-id`, `webhook-timestamp` and the body; the same id comes at each attempt.");
        for (String header : SIGNED) {
            ObjectNode parameter = post.withArray("parameters").addObject().put("name", header);
            parameter.put("in", "header").put("required", true);
            parameter.put("description", "Of Standard Webhooks 1.0.0");
            parameter.set("schema", Bounds.text(1_000));
        }
        ObjectNode body = post.putObject("requestBody")
                .put("description", "What happened.")
                .put("required", true);
        ObjectNode media = body.putObject("content").putObject("application/json");
        List<Member> members = envelope(event);
        media.set("schema", object(members));
        media.set("example", example(members));
        ObjectNode responses = post.putObject("responses");
        responses.putObject("2XX").put("description", "It was taken. Anything else is tried again over three days.");
        responses.putObject("410").put("description", "Nothing more is wanted: the webhook is disabled.");
    }

    private static List<Member> envelope(String event) {
        List<Member> data = data(event);
        return List.of(
                text("event_name", "What happened", event.equals(FIRED) ? "EVENT1" : event),
                text("id", "The same however often it is told", "evt_5f0c"),
                new Member("timestamp", "When it happened", Timestamps.schema(), string(Timestamps.EXAMPLE)),
                new Member(
                        "sequence",
                        "Grows by one with each message to this webhook",
                        Bounds.int64(1),
                        JsonNodeFactory.instance.numberNode(42)),
                new Member("data", "What there is to say of it", object(data), example(data)));
    }

    private static List<Member> data(String event) {
        Member user = text("user", "Whom it is about, or who did it", "admin");
        if (event.equals(FIRED)) {
            return List.of(user, any("parameters", "What it was fired with", false));
        }
        return switch (Family.of(event).orElseThrow()) {
            case RECORD -> record();
            case ATTACHMENT ->
                Stream.concat(record().stream(), Stream.of(any("attachment", "The file, without its bytes", false)))
                        .toList();
            case USER -> List.of(user, text("name", "What people call the account", "Alain Mercier"));
            case APIKEY -> List.of(user, text("id", "The key's id", "01j8kd2f5a0q3m7c9e"));
            case CLIENT -> List.of(user);
            case ACTION -> List.of(user, text("status", "SUCCESS or ERROR", "SUCCESS"));
            case WEBHOOK -> List.of(text("webhook", "The webhook's id", "wh-compta"));
        };
    }

    private static List<Member> record() {
        return List.of(
                text("table", "The public name of the table", "tickets"),
                text("record", "The record's id", "7"),
                any("before", "The record before, by public names; null when it was not there", true),
                any("after", "The record after; null when it is not there", true));
    }

    private static Member text(String name, String about, String example) {
        return new Member(name, about, Bounds.text(), string(example));
    }

    private static Member any(String name, String about, boolean nullable) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("type").add("object");
        if (nullable) {
            schema.withArray("type").add("null");
        }
        schema.put("additionalProperties", true);
        return new Member(name, about, schema, JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode string(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static ObjectNode object(List<Member> members) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Member member : members) {
            properties.set(member.name(), member.schema().put("description", member.about()));
            schema.withArray("required").add(member.name());
        }
        return schema;
    }

    private static ObjectNode example(List<Member> members) {
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        members.forEach(member -> example.set(member.name(), member.example()));
        return example;
    }
}
