package org.passerelle.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.passerelle.Client;
import org.passerelle.format.Json;
import org.passerelle.http.Soon;
import org.passerelle.outgoing.Receiver;

/** A webhook of the owner's that a test has made. */
record Hook(String id, String secret) implements AutoCloseable {

    static final String PATH = "/api/v1/webhooks";

    static Client owner() {
        return Client.as("owner");
    }

    /** An event that may be fired and that nobody else knows. */
    static String event() {
        String name = "E" + UUID.randomUUID();
        owner().post("/api/v1/events", "{\"name\":\"" + name + "\"}").is(201);
        return name;
    }

    static String fire(String event, int number) {
        return owner().post("/api/v1/events/" + event + "/fire", "{\"number\":" + number + "}")
                .is(202)
                .json()
                .path("id")
                .asText();
    }

    static ObjectNode body(String url, String... events) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("url", url);
        for (String event : events) {
            body.withArray("events").add(event);
        }
        return body;
    }

    static Hook of(Receiver receiver, String... events) {
        return of(body(receiver.url(), events));
    }

    static Hook of(ObjectNode body) {
        JsonNode made = owner().post(PATH, body.toString()).is(201).json();
        return new Hook(made.path("id").asText(), made.path("secret").asText());
    }

    JsonNode show() {
        return owner().get(PATH + "/" + id).is(200).json();
    }

    Client.Answer ask(String method, String path, String body) {
        return owner().with("Content-Type", "application/json")
                .send(method, PATH + "/" + id + path, body == null ? null : Client.bytes(body));
    }

    /** Newest first. */
    JsonNode deliveries() {
        return owner().get(PATH + "/" + id + "/deliveries").is(200).json();
    }

    void awaitDeliveries(int number) {
        Soon.atLast(number + " deliveries are logged", () -> deliveries().size() >= number);
    }

    @Override
    public void close() {
        ask("DELETE", "", null);
    }
}
