package org.passerelle.matrix;

import static org.passerelle.Client.nobody;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.Client;
import org.passerelle.format.Json;

/** The kinds of credentials that somebody may come with. A new kind is one line more. */
record Means(String name, boolean namesPermissions, Maker maker) {

    /** Makes a credential of somebody, or none where such a one cannot be. */
    interface Maker {
        Optional<Client> of(Login login, Map<String, String> permissions);
    }

    /** An account that can make credentials for itself. */
    record Login(String user, Client byPassword) {}

    static final List<Means> ALL = List.of(
            new Means("nobody", false, (login, permissions) -> Optional.of(nobody())),
            new Means("wrong", false, (login, permissions) -> Optional.of(nobody().with("X-API-Key", "psl_wrong"))),
            new Means("password", false, (login, permissions) -> Optional.of(login.byPassword())),
            new Means("key", true, Means::key),
            new Means(
                    "jwt", true, (login, permissions) -> token(login.byPassword(), Map.of("permissions", permissions))),
            new Means("oauth", true, Means::accessToken),
            new Means(
                    "acting",
                    true,
                    (login, permissions) ->
                            token(Client.as("owner"), Map.of("targetUser", login.user(), "permissions", permissions))));

    private static Optional<Client> token(Client maker, Map<String, ?> wanted) {
        String text = maker.post(
                        "/api/v1/auth/jwt", Json.MAPPER.valueToTree(wanted).toString())
                .json()
                .path("token")
                .textValue();
        return Optional.ofNullable(text).map(token -> nobody().with("Authorization", "Bearer " + token));
    }

    /** Of a client of his own; there is none that may do nothing. */
    private static Optional<Client> accessToken(Login login, Map<String, String> permissions) {
        var client = login.byPassword()
                .post(
                        "/api/v1/clients",
                        Json.MAPPER
                                .valueToTree(Map.of(
                                        "name",
                                        "matrix",
                                        "grants",
                                        List.of("client_credentials"),
                                        "permissions",
                                        permissions,
                                        "rateLimit",
                                        1_000_000))
                                .toString())
                .json();
        String form =
                "grant_type=client_credentials&client_id=" + client.path("id").asText() + "&client_secret="
                        + client.path("secret").asText();
        String text = nobody().with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/auth/realms/cloud/protocol/openid-connect/token", Client.bytes(form))
                .json()
                .path("access_token")
                .textValue();
        return Optional.ofNullable(text).map(token -> nobody().with("Authorization", "Bearer " + token));
    }

    private static Optional<Client> key(Login login, Map<String, String> permissions) {
        String text = login.byPassword()
                .post(
                        "/api/v1/auth/apikeys",
                        Json.MAPPER
                                .valueToTree(Map.of("name", "matrix", "permissions", permissions))
                                .toString())
                .json()
                .path("key")
                .textValue();
        return Optional.ofNullable(text).map(key -> nobody().with("X-API-Key", key));
    }
}
