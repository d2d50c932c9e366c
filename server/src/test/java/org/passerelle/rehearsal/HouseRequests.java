package org.passerelle.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.util.Map;
import org.passerelle.format.Json;
import org.passerelle.http.Soon;
import org.passerelle.licence.Licence;
import org.passerelle.licence.LicenceFile;

/** Requests about the server itself: connections, events, webhooks, tasks, settings, the licence. */
final class HouseRequests {

    /** Whose licences the server takes; it opens these tests and nothing else. */
    static final String DISTRIBUTOR = "MCowBQYDK2VwAyEAPS57aNE3Ja/V+hN6HsrOMUWne5PAsPPnXLpmpjn5ngM=";

    private static final PrivateKey DISTRIBUTORS_OWN =
            LicenceFile.privateKey("MC4CAQAwBQYDK2VwBCIEIA0Oxr8mp+h0qPw031h6+S8iWs/nqgzKsadtEgUIxExf");
    private static final String SYSTEM = "/api/v1/system/";
    private static final String LICENCE = "/api/v1/license";

    private final Requests requests;

    private HouseRequests(Requests requests) {
        this.requests = requests;
    }

    /** @param listener where webhooks are told */
    static void add(Requests requests, String listener) {
        var house = new HouseRequests(requests);
        house.licence();
        house.connections();
        house.events();
        house.webhooks(listener);
        house.system();
    }

    private void connections() {
        String connections = "/api/v1/connections";
        String body = "{%s'name':'Walk','url':'jdbc:sqlite::memory:'}";
        requests.made(connections, body.formatted("'id':'walk',"));
        requests.add("connections.create", "POST " + connections, body.formatted("'id':'walk-2',"));
        requests.add("connections.replace", "PUT " + connections + "/walk", body.formatted(""));
        requests.addLast("connections.delete", "DELETE " + connections + "/walk", null);
        requests.addLast("connections.sample", "POST " + connections + "/sample", null);
    }

    private void events() {
        requests.collection(
                "events", "/api/v1/events", "{'name':'WALK'}", "{'name':'WALK2'}", "{'description':'Walks'}");
        requests.add("events.fire", "POST /api/v1/events/WALK/fire", "{'step':1}");
        requests.add("events.fire.legacy", "GET /fireevent?eventid=EVENT1", null);
    }

    private void webhooks(String listener) {
        String webhooks = "/api/v1/webhooks";
        String body = "{'url':'" + listener + "','events':['user.deleted']}";
        String one = webhooks + "/" + requests.collection("webhooks", webhooks, body, body, body);
        requests.made(one + "/ping", "{}");
        Soon.atLast("the ping is delivered", () -> !deliveries(one).isEmpty());
        String delivery = deliveries(one).get(0).path("id").asText();
        requests.add("webhooks.ping", "POST " + one + "/ping", null);
        requests.add("webhooks.redeliver", "POST " + one + "/deliveries/" + delivery + "/redeliver", null);
        requests.add("webhooks.redeliverAll", "POST " + one + "/redeliver?status=delivered", null);
        requests.add("webhooks.secret.rotate", "POST " + one + "/secret/rotate", "{'overlap':'PT1H'}");
    }

    private JsonNode deliveries(String webhook) {
        return requests.owner().get(webhook + "/deliveries").is(200).json();
    }

    private void system() {
        String tasks = SYSTEM + "tasks";
        String body = "{%s'name':'Walk','cron':'30 2 1 1 *','kind':'refreshSchema','parameters':{'connection':'demo'}}";
        String task = requests.collection(
                "tasks", tasks, body.formatted("'id':'walk',"), body.formatted("'id':'walk-2',"), body.formatted(""));
        requests.add("tasks.run", "POST " + tasks + "/" + task + "/run", null);
        requests.add("scheduler.set", "PUT " + SYSTEM + "scheduler", "{'running':true}");
        requests.add("audit.set", "PUT " + SYSTEM + "audit", "{'running':true}");
        requests.add("settings.change", "PUT /api/v1/settings", "{'slowQueries':'PT2S'}");
    }

    private void licence() {
        String seats = "{'users':['%s'],'type':'USER'}";
        requests.made(LICENCE + "/users", seats.formatted("user"));
        requests.add("license.users.add", "POST " + LICENCE + "/users", seats.formatted("admin"));
        requests.add("license.users.remove", "DELETE " + LICENCE + "/users", seats.formatted("user"));
        LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
        var licence = new Licence("7", "Walkers", today.minusYears(1), null, new Licence.Seats(2, 2));
        String text = LicenceFile.write(licence, DISTRIBUTORS_OWN);
        requests.addLast(
                "license.activate",
                "POST " + LICENCE + "/activation",
                Json.MAPPER.valueToTree(Map.of("licence", text)).toString());
    }
}
