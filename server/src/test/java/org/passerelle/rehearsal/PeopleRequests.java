package org.passerelle.rehearsal;

import java.util.List;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.signin.Phone;

/** Requests about people, what they hold, and how they come in. */
final class PeopleRequests {

    private static final String V1 = "/api/v1";
    private static final String USERS = V1 + "/users";
    private static final String FACTOR = V1 + "/auth/second-factor";
    private static final String PASSWORD = "Correct-horse-7!";
    private static final String OTHER = "Battery-staple-8?";

    private final Requests requests;

    private PeopleRequests(Requests requests) {
        this.requests = requests;
    }

    static void add(Requests requests) {
        var people = new PeopleRequests(requests);
        people.holdings();
        people.passwords();
        people.factors();
    }

    private void holdings() {
        requests.collection(
                "rolegroupacls",
                V1 + "/rolegroupacls",
                "{'id':'walk-link','role':'%s','groupacls':['%s']}".formatted(role(), group()),
                "{'id':'walk-link-2','role':'walk-role','groupacls':['walk-group']}",
                "{'role':'walk-role','groupacls':[]}");
        requests.collection(
                "profiles",
                V1 + "/profiles",
                "{'id':'walk-profile','name':'Walkers'}",
                "{'id':'walk-profile-2','name':'Others'}",
                "{'name':'Renamed'}");
        String user = requests.collection(
                "users",
                USERS,
                "{'id':'walker','name':'Walker','password':'" + PASSWORD + "'}",
                "{'id':'walker-2','name':'Another'}",
                "{'name':'Renamed'}");
        requests.add("users.roles.add", "POST " + USERS + "/" + user + "/roles", "['walk-role']");
        requests.add("users.roles.remove", "DELETE " + USERS + "/" + user + "/roles", "['walk-role']");
        requests.add("users.acls.add", "POST " + USERS + "/" + user + "/acls", "['data:r']");
        requests.add("users.acls.remove", "DELETE " + USERS + "/" + user + "/acls", "['data:r']");
        requests.add("users.groupacls.add", "POST " + USERS + "/" + user + "/groupacls", "['walk-group']");
        requests.add("users.groupacls.remove", "DELETE " + USERS + "/" + user + "/groupacls", "['walk-group']");
    }

    private String role() {
        return requests.collection(
                "roles",
                V1 + "/roles",
                "{'id':'walk-role','name':'Walkers'}",
                "{'id':'walk-role-2','name':'Others'}",
                "{'name':'Renamed','priority':3}");
    }

    private String group() {
        return requests.collection(
                "groupacls",
                V1 + "/groupacls",
                "{'id':'walk-group','name':'Walkers','acls':['data:r']}",
                "{'id':'walk-group-2','name':'Others'}",
                "{'name':'Renamed'}");
    }

    private void passwords() {
        requests.made(USERS, "{'id':'invited','name':'Invited'}");
        requests.add("users.invite", "POST " + USERS + "/invited/invite", null);
        requests.add("users.reset", "POST " + USERS + "/walker/reset", null);
        requests.made(USERS, "{'id':'chooser','name':'Chooser'}");
        String link =
                requests.made(USERS + "/chooser/invite", "{}").path("link").asText();
        requests.add(
                "auth.choosePassword",
                Client.nobody(),
                "POST " + V1 + "/auth/password",
                "{'token':'" + link.substring(link.indexOf("#token=") + "#token=".length()) + "','password':'" + OTHER
                        + "'}");
        requests.add(
                "auth.forgottenPassword",
                Client.nobody(),
                "POST " + V1 + "/auth/password/forgotten",
                "{'user':'walker'}");
        requests.add(
                "auth.password",
                someone("changer"),
                "PUT " + V1 + "/auth/password",
                "{'current':'" + PASSWORD + "','password':'" + OTHER + "'}");
        requests.add("auth.language.set", someone("speaker"), "PUT " + V1 + "/auth/language", "{'language':'fr'}");
    }

    private void factors() {
        String current = "{'current':'" + PASSWORD + "'}";
        requests.add("auth.secondFactor.begin", someone("beginner"), "POST " + FACTOR, current);
        Client confirmer = someone("confirmer");
        var phone = new Phone(
                requests.made(confirmer, FACTOR, current).path("secret").asText());
        requests.add(
                "auth.secondFactor.confirm",
                confirmer,
                "PUT " + FACTOR,
                "application/json",
                () -> Client.bytes(code(phone.next())));
        withFactor("renewer", "auth.secondFactor.renew", "POST " + FACTOR + "/recovery-codes");
        withFactor("remover", "auth.secondFactor.remove", "DELETE " + FACTOR);
        enrolled("loser", someone("loser"));
        requests.add("users.removeSecondFactor", "DELETE " + USERS + "/loser/second-factor", null);
    }

    /** Comes by a token of before, for which no code is asked. */
    private void withFactor(String id, String operation, String call) {
        Client password = someone(id);
        String token = requests.made(password, V1 + "/auth/jwt", "{'permissions':{'authentication':'rw','users':'rw'}}")
                .path("token")
                .asText();
        String recovery = enrolled(id, password).getFirst();
        requests.add(
                operation,
                Client.nobody().with("Authorization", "Bearer " + token),
                call,
                "{'current':'" + PASSWORD + "','code':'" + recovery + "'}");
    }

    private List<String> enrolled(String id, Client password) {
        var phone = new Phone(requests.made(password, FACTOR, "{'current':'" + PASSWORD + "'}")
                .path("secret")
                .asText());
        return password.put(FACTOR, code(phone.next()))
                .is(200)
                .json()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asText())
                .toList();
    }

    private static String code(String code) {
        return Requests.quoted("{'current':'" + PASSWORD + "','code':'" + code + "'}");
    }

    private Client someone(String id) {
        requests.made(
                USERS, "{'id':'" + id + "','name':'" + id + "','password':'" + PASSWORD + "','acls':['api.access']}");
        return Client.nobody().with("Authorization", DemoHouse.basic(id, PASSWORD));
    }
}
