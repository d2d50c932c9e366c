package org.passerelle.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Requests about records, the lists and tables that show them, and long work on them. */
final class DataRequests {

    private static final String FORM = "multipart/form-data; boundary=frontier";
    private static final String FILE =
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                    + "Content-Type: text/plain\r\n\r\nwalk\r\n--frontier--\r\n";

    private final Requests requests;

    private DataRequests(Requests requests) {
        this.requests = requests;
    }

    static void add(Requests requests) {
        var data = new DataRequests(requests);
        data.records();
        data.byView();
        data.attachments();
        data.lists();
        data.actions();
    }

    private void records() {
        String record = "/api/commandes/"
                + requests.made("/api/commandes", row("walk-kept")).path("id").asText();
        requests.add("data.resource.create", "POST /api/commandes", row("walk-made"));
        requests.add("data.resource.replace", "PUT " + record, row("walk-kept"));
        requests.add("data.resource.update", "PATCH " + record, "{'remarque':'walk'}");
        requests.addLast("data.resource.delete", "DELETE " + record, null);
    }

    private static String row(String cle) {
        return "{'cle':'" + cle + "','num_commande':'w'}";
    }

    private void byView() {
        String token = requests.made(
                        Client.nobody(),
                        "/api/oauth2/access_token/",
                        "{'grant_type':'client_credentials','client_id':'%s','client_secret':'%s'}"
                                .formatted(
                                        DemoHouse.credentials()
                                                .at("/oauthClient/id")
                                                .asText(),
                                        DemoHouse.credentials()
                                                .at("/oauthClient/secret")
                                                .asText()))
                .path("access_token")
                .asText();
        Client byToken = Client.nobody().with("Authorization", "Bearer " + token);
        requests.add("data.item.update", "POST /api/item/commandes/1/", "{'remarque':'walk'}");
        requests.add("data.item.update.oauth2", byToken, "POST /api/oauth2/item/commandes/2/", "{'remarque':'walk'}");
        requests.add("data.items", "POST /api/items/commandes/", "[" + row("walk-1") + "]");
        requests.add("data.items.put", "PUT /api/items/commandes/", "[" + row("walk-2") + "]");
        requests.add("data.items.oauth2", byToken, "POST /api/oauth2/items/commandes/", "[" + row("walk-3") + "]");
        requests.add("data.items.put.oauth2", byToken, "PUT /api/oauth2/items/commandes/", "[" + row("walk-4") + "]");
    }

    private void attachments() {
        String files = "/api/commandes/3/attachments";
        String kept = requests.owner()
                .with("Content-Type", FORM)
                .send("POST", files, FILE.getBytes(StandardCharsets.UTF_8))
                .is(201)
                .json()
                .path("id")
                .asText();
        requests.add(
                "data.resource.attachments.add",
                requests.owner(),
                "POST " + files,
                FORM,
                () -> FILE.getBytes(StandardCharsets.UTF_8));
        requests.add("data.resource.attachments.delete", "DELETE " + files + "/" + kept, null);
    }

    private void lists() {
        String view = "{'key':'walk%s','title':'Walk','table':'commandes','columns':[{'name':'num_commande'}]}";
        String id =
                requests.made("/api/v1/views", view.formatted("")).path("id").asText();
        requests.add("views.create", "POST /api/v1/views", view.formatted("-2"));
        requests.add("views.replace", "PUT /api/v1/views/" + id, view.formatted(""));
        requests.addLast("views.delete", "DELETE /api/v1/views/" + id, null);
        requests.add("tables.replace", "PUT /api/v1/tables/tickets", "{'open':true,'sensitive':true}");
        String report = requests.collection(
                "reports",
                "/api/v1/reports",
                "{'id':'walk','name':'Walk','view':'commandes'}",
                "{'id':'walk-2','name':'Other','view':'commandes'}",
                "{'name':'Renamed','view':'commandes'}");
        requests.add("reports.run", "POST /api/v1/reports/" + report + "/run", null);
    }

    /** One that is done, and then is not: nobody works at it. */
    private void actions() {
        String path = "/api/actions/"
                + requests.made(
                                requests.owner().with("Prefer", "respond-async"),
                                "/api/items/commandes/",
                                "[" + row("walk-later") + "]")
                        .path("id")
                        .asText();
        Soon.atLast(
                "the action has ended",
                () -> requests.owner().get(path).json().path("status").asText().equals("SUCCESS"));
        Soon.atLast("what it told is heard", () -> Dump.isQuiet(DemoHouse.folder()));
        String file = "jdbc:sqlite:" + DemoHouse.folder().resolve("catalogue.db") + "?busy_timeout=10000";
        try (Connection catalogue = new org.sqlite.JDBC().connect(file, new Properties());
                Statement statement = catalogue.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE action SET status = 'IN_PROGRESS', completed = NULL WHERE id = "
                            + path.substring(path.lastIndexOf('/') + 1)))
                    .isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        requests.add("actions.cancel", "DELETE " + path, null);
    }
}
