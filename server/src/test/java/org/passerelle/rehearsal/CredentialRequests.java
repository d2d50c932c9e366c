package org.passerelle.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** Requests about keys, tokens, sessions, OAuth clients and those who ask for one. */
final class CredentialRequests {

    private static final String AUTH = "/api/v1/auth";
    private static final String KEYS = AUTH + "/apikeys";
    private static final String CLIENTS = "/api/v1/clients";
    private static final String ASKED = "/api/v1/client-requests";
    private static final String PROTOCOL = "/auth/realms/cloud/protocol/openid-connect/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REQUEST =
            "{'name':'Walk','organisation':'Walkers','purpose':'Walks','permissions':{'data':'r'}}";

    private final Requests requests;

    private CredentialRequests(Requests requests) {
        this.requests = requests;
    }

    static void add(Requests requests) {
        var credentials = new CredentialRequests(requests);
        credentials.keys();
        credentials.tokens();
        credentials.sessions();
        credentials.clients();
        credentials.clientRequests();
    }

    private void keys() {
        requests.add("apikeys.create", "POST " + KEYS, "{'name':'walk','permissions':{'data':'r'}}");
        requests.add("apikeys.rotate", "POST " + KEYS + "/" + key() + "/rotate", "{'overlap':'PT1H'}");
        requests.add("apikeys.delete", "DELETE " + KEYS + "?id=" + key(), null);
        requests.add("apikeys.deleteByPath", "DELETE " + KEYS + "/" + key(), null);
        requests.add("apikeys.deleteByBody", "POST " + KEYS + "/delete", "{'ids':['" + key() + "']}");
    }

    private String key() {
        return requests.made(KEYS, "{'name':'walk'}").path("id").asText();
    }

    private void tokens() {
        requests.add("auth.jwt", "POST " + AUTH + "/jwt", "{'expires':'PT5M','permissions':{'data':'r'}}");
        requests.add("auth.tokens.revoke", "DELETE " + AUTH + "/tokens?user=walker", null);
        requests.add("auth.signingKeys.rotate", "POST " + AUTH + "/signing-keys/rotate", "{'overlap':'PT1H'}");
        JsonNode demo = DemoHouse.credentials().path("oauthClient");
        String id = demo.path("id").asText();
        String secret = demo.path("secret").asText();
        Client client = Client.nobody().with("Authorization", DemoHouse.basic(id, secret));
        requests.add(
                "oauth.token",
                client,
                "POST " + PROTOCOL + "token",
                FORM,
                () -> Client.bytes("grant_type=client_credentials"));
        String token = client.with("Content-Type", FORM)
                .send("POST", PROTOCOL + "token", Client.bytes("grant_type=client_credentials"))
                .is(200)
                .json()
                .path("access_token")
                .asText();
        requests.add("oauth.revoke", client, "POST " + PROTOCOL + "revoke", FORM, () -> Client.bytes("token=" + token));
        requests.add(
                "oauth2.accessToken",
                Client.nobody(),
                "POST /api/oauth2/access_token/",
                "{'grant_type':'client_credentials','client_id':'" + id + "','client_secret':'" + secret + "'}");
    }

    private void sessions() {
        Client.as("guest").get("/api/v1/auth/me");
        Client.as("user").get("/api/v1/auth/me").is(200);
        String session = requests.owner()
                .get("/api/v1/sessions")
                .json()
                .valueStream()
                .filter(one -> one.path("user").asText().equals("user"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        requests.add("sessions.end", "DELETE /api/v1/sessions/" + session, null);
        requests.add("sessions.endOfUsers", "DELETE /api/v1/sessions?users=walker", null);
    }

    private void clients() {
        String id = requests.collection(
                "clients",
                CLIENTS,
                "{'id':'walk','name':'Walk','grants':['client_credentials'],'permissions':{'data':'r'}}",
                "{'id':'walk-2','name':'Other','grants':['client_credentials'],'permissions':{'data':'r'}}",
                "{'name':'Renamed','grants':['client_credentials'],'permissions':{'data':'r'}}");
        requests.add("clients.secret.rotate", "POST " + CLIENTS + "/" + id + "/secret/rotate", "{'overlap':'PT1H'}");
    }

    private void clientRequests() {
        requests.collection("client-requests", ASKED, REQUEST, REQUEST, REQUEST);
        requests.add("client-requests.accept", "POST " + ASKED + "/" + asked() + "/accept", "{'client':'walk-asked'}");
        requests.add("client-requests.refuse", "POST " + ASKED + "/" + asked() + "/refuse", "{'reason':'No need'}");
        String accepted = asked();
        requests.made(ASKED + "/" + accepted + "/accept", "{'client':'walk-accepted'}");
        requests.add("client-requests.secret", "POST " + ASKED + "/" + accepted + "/secret", null);
    }

    private String asked() {
        return requests.made(ASKED, REQUEST).path("id").asText();
    }
}
