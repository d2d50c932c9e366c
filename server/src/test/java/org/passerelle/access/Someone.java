package org.passerelle.access;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** An account made for a test: its rights, and keys of its own. */
public record Someone(String id) {

    public static final String PASSWORD = "correct-horse-battery-7";

    /** With {@code api.access} and these ACLs and roles. */
    public static Someone with(List<String> acls, List<String> roles) {
        String id = "u" + UUID.randomUUID();
        Client.as("owner")
                .post(
                        "/api/v1/users",
                        "{\"id\":\"%s\",\"password\":\"%s\",\"acls\":[\"api.access\"%s],\"roles\":[%s]}"
                                .formatted(
                                        id,
                                        PASSWORD,
                                        quoted(",", acls),
                                        quoted("", roles).replaceFirst("^,", "")))
                .is(201);
        return new Someone(id);
    }

    private static String quoted(String before, List<String> names) {
        return names.stream().map(n -> ",\"" + n + "\"").collect(Collectors.joining());
    }

    public Client byPassword() {
        return Client.nobody().with("Authorization", DemoHouse.basic(id, PASSWORD));
    }

    /** By a new key. @param permissions as JSON, or null for a key that is made without any */
    public Client byKey(String permissions) {
        String body = permissions == null ? "{\"name\":\"t\"}" : "{\"name\":\"t\",\"permissions\":" + permissions + "}";
        return Client.nobody()
                .with(
                        "X-API-Key",
                        byPassword()
                                .post("/api/v1/auth/apikeys", body)
                                .is(201)
                                .json()
                                .path("key")
                                .textValue());
    }

    public void acls(String method, String... acls) {
        Client.as("owner")
                .with("Content-Type", "application/json")
                .send(
                        method,
                        "/api/v1/users/" + id + "/acls",
                        Client.bytes("[" + quoted("", List.of(acls)).replaceFirst("^,", "") + "]"));
    }
}
