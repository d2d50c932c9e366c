package org.passerelle.oauth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Requests for API accounts in the catalogue. */
final class ClientRequestStore {

    private static final String SELECT =
            "SELECT id, account, name, organisation, purpose, scopes, permissions, ips, created, status, decided,"
                    + " decided_by, reason, client, told FROM oauth_client_request";

    private ClientRequestStore() {}

    /** @param user whose, or null for everybody's */
    static List<ClientRequest> all(Source source, @Nullable String user) {
        return user == null
                ? source.all(ClientRequestStore::request, SELECT)
                : source.all(ClientRequestStore::request, SELECT + " WHERE account = ?", user);
    }

    static Optional<ClientRequest> find(Source source, String id) {
        return source.one(ClientRequestStore::request, SELECT + " WHERE id = ?", id);
    }

    static void save(Unit unit, ClientRequest request) {
        delete(unit, request.id());
        ClientRequest.Decision decision = request.decision();
        unit.run(
                "INSERT INTO oauth_client_request (id, account, name, organisation, purpose, scopes, permissions, ips,"
                        + " created, status, decided, decided_by, reason, client, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.user(),
                request.about().name(),
                request.about().organisation(),
                request.about().purpose(),
                String.join("\n", request.scopes()),
                String.join("\n", Scopes.of(request.permissions())),
                request.ips().orNull(),
                request.created().toEpochMilli(),
                request.status().name(),
                decision == null ? null : decision.at().toEpochMilli(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.reason(),
                decision == null ? null : decision.client(),
                decision != null && decision.told() ? 1 : 0);
    }

    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM oauth_client_request WHERE id = ?", id);
    }

    private static ClientRequest request(Row row) {
        boolean pending = row.text("status").equals(ClientRequest.Status.PENDING.name());
        return new ClientRequest(
                row.text("id"),
                row.text("account"),
                new Client.About(row.text("name"), row.text("organisation"), row.text("purpose")),
                row.words("scopes"),
                ClientStore.permissions(row.words("permissions")),
                AddressList.kept(row.textOrNull("ips")),
                row.moment("created"),
                pending
                        ? null
                        : new ClientRequest.Decision(
                                row.moment("decided"),
                                row.text("decided_by"),
                                row.textOrNull("reason"),
                                row.textOrNull("client"),
                                row.flag("told")));
    }
}
