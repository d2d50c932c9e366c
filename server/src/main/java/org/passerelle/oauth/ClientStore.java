package org.passerelle.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** Clients in the catalogue. */
final class ClientStore {

    private static final String SELECT =
            "SELECT id, name, organisation, purpose, grants, redirect_uris, scopes, permissions, account, created_by,"
                    + " confidential, ips, rate_limit, access_lifetime, refresh_lifetime, active, created FROM"
                    + " oauth_client";

    private ClientStore() {}

    static Optional<Client> find(Source source, String id) {
        return source.one(ClientStore::client, SELECT + " WHERE id = ?", id);
    }

    /** @param user whose, or null for everybody's */
    static List<Client> all(Source source, @Nullable String user) {
        return user == null
                ? source.all(ClientStore::client, SELECT)
                : source.all(ClientStore::client, SELECT + " WHERE account = ?", user);
    }

    static void insert(Unit unit, Client client) {
        var values = values(client);
        values.add(client.id());
        values.add(client.createdBy());
        values.add(client.created().toEpochMilli());
        unit.run(
                "INSERT INTO oauth_client (name, organisation, purpose, grants, redirect_uris, scopes, permissions,"
                        + " account, confidential, ips, rate_limit, access_lifetime, refresh_lifetime, active, id,"
                        + " created_by, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values.toArray());
        unit.touch(Topic.CREDENTIALS);
    }

    static void update(Unit unit, Client client) {
        var values = values(client);
        values.add(client.createdBy());
        values.add(client.id());
        unit.run(
                "UPDATE oauth_client SET name = ?, organisation = ?, purpose = ?, grants = ?, redirect_uris = ?,"
                        + " scopes = ?, permissions = ?, account = ?, confidential = ?, ips = ?, rate_limit = ?,"
                        + " access_lifetime = ?, refresh_lifetime = ?, active = ?, created_by = ? WHERE id = ?",
                values.toArray());
        unit.touch(Topic.CREDENTIALS);
    }

    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM oauth_client WHERE id = ?", id);
        unit.touch(Topic.CREDENTIALS);
    }

    static List<ClientSecret> secrets(Source source, String client) {
        return source.all(
                row -> ClientSecret.kept(row.text("hash"), row.momentOrNull("ends")),
                "SELECT hash, ends FROM oauth_client_secret WHERE client = ?",
                client);
    }

    /**
     * Puts a secret in place of those that there are.
     *
     * @param end when the one before ends, unless it does before; older ones end now
     */
    static void replaceSecret(Unit unit, String client, String hash, Instant now, Instant end) {
        unit.run("DELETE FROM oauth_client_secret WHERE client = ? AND ends IS NOT NULL", client);
        unit.run("UPDATE oauth_client_secret SET ends = ? WHERE client = ?", end.toEpochMilli(), client);
        unit.run(
                "INSERT INTO oauth_client_secret (client, hash, created) VALUES (?, ?, ?)",
                client,
                hash,
                now.toEpochMilli());
        unit.touch(Topic.CREDENTIALS);
    }

    static void deleteSecrets(Unit unit, String client) {
        unit.run("DELETE FROM oauth_client_secret WHERE client = ?", client);
        unit.touch(Topic.CREDENTIALS);
    }

    /** In the order of both statements. */
    private static List<@Nullable Object> values(Client client) {
        var values = new ArrayList<@Nullable Object>();
        values.add(client.about().name());
        values.add(client.about().organisation());
        values.add(client.about().purpose());
        values.add(client.grants().stream().sorted().map(GrantKind::word).collect(Collectors.joining("\n")));
        values.add(String.join("\n", client.redirectUris()));
        values.add(String.join("\n", client.scopes()));
        values.add(String.join("\n", Scopes.of(client.permissions())));
        values.add(client.user());
        values.add(client.confidential() ? 1 : 0);
        values.add(client.ips().orNull());
        values.add(client.rateLimit());
        values.add(client.lifetimes().access().toMillis());
        values.add(client.lifetimes().refresh().toMillis());
        values.add(client.active() ? 1 : 0);
        return values;
    }

    private static Client client(Row row) {
        return new Client(
                row.text("id"),
                new Client.About(row.text("name"), row.textOrNull("organisation"), row.textOrNull("purpose")),
                row.words("grants").stream()
                        .flatMap(word -> GrantKind.of(word).stream())
                        .collect(Collectors.toSet()),
                row.words("redirect_uris"),
                row.words("scopes"),
                permissions(row.words("permissions")),
                row.textOrNull("account"),
                row.text("created_by"),
                row.flag("confidential"),
                AddressList.kept(row.textOrNull("ips")),
                row.numberOrNull("rate_limit"),
                new Client.Lifetimes(
                        Duration.ofMillis(row.big("access_lifetime")), Duration.ofMillis(row.big("refresh_lifetime"))),
                row.flag("active"),
                row.moment("created"));
    }

    /** Kept as the scopes that say the same. */
    static Permissions permissions(List<String> scopes) {
        var words = new LinkedHashMap<String, String>();
        scopes.forEach(
                scope -> words.put(scope.substring(0, scope.indexOf(':')), scope.substring(scope.indexOf(':') + 1)));
        return Permissions.parse(words);
    }
}
