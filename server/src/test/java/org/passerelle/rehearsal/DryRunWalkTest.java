package org.passerelle.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.outgoing.Receiver;

/**
 * Every operation that changes something, rehearsed with a request that succeeds: what the server keeps is afterwards what it was. The same request for
 * real is then answered alike.
 */
@QuarkusTest
@WithTestResource(
        value = DemoHouse.class,
        initArgs = {
            @ResourceArg(name = "licenceKeys", value = HouseRequests.DISTRIBUTOR),
            @ResourceArg(name = "smtpHost", value = "127.0.0.1"),
            @ResourceArg(name = "smtpPort", value = "9"),
            @ResourceArg(name = "smtpSecurity", value = "none"),
            @ResourceArg(name = "mailFrom", value = "passerelle@example.org")
        })
@TestProfile(DryRunWalkTest.Alone.class)
class DryRunWalkTest {

    /** A server of its own, which nobody else changes meanwhile. */
    public static class Alone implements QuarkusTestProfile {}

    /** What cannot succeed here, and where it is rehearsed instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "setup.create", "only a server without an owner has a set-up link: SetupHttpTest",
            "oauth.consent", "answers the form of a page that somebody who signs in was shown: it has no rehearsal");

    @Inject
    Operations operations;

    private final Requests requests = new Requests();

    @Test
    void what_is_rehearsed_changes_nothing_and_is_answered_as_the_real_call_is() {
        try (Receiver listener = Receiver.saying(204)) {
            HouseRequests.add(requests, listener.url());
            PeopleRequests.add(requests);
            CredentialRequests.add(requests);
            DataRequests.add(requests);
            assertThat(requests.all().keySet()).containsExactlyInAnyOrderElementsOf(changing());
            var wrong = new ArrayList<String>();
            Map<String, Answer> rehearsed = rehearse(wrong);
            assertThat(wrong).isEmpty();
            compare(rehearsed, wrong);
            assertThat(wrong).isEmpty();
            System.out.printf("%d operations rehearsed, then made%n", rehearsed.size());
        }
    }

    private Set<String> changing() {
        var names = new TreeSet<String>();
        operations.all().stream()
                .filter(operation -> operation.dryRun() != DryRun.READS)
                .map(Operation::name)
                .filter(name -> !ELSEWHERE.containsKey(name))
                .forEach(names::add);
        return names;
    }

    private Map<String, Answer> rehearse(List<String> wrong) {
        var answers = new HashMap<String, Answer>();
        Soon.atLast("nothing is on its way", () -> Dump.isQuiet(DemoHouse.folder()));
        Dump before = Dump.of(DemoHouse.folder());
        for (var request : requests.all().entrySet()) {
            Answer answer = request.getValue().rehearse();
            Dump after = Dump.of(DemoHouse.folder());
            before.differences(after).forEach(found -> wrong.add(request.getKey() + " has changed " + found));
            before = after;
            if (answer.status() >= 300 || !answer.header("Dry-Run").equals("true")) {
                wrong.add(request.getKey() + " answers " + answer);
            }
            answers.put(request.getKey(), answer);
        }
        return answers;
    }

    private void compare(Map<String, Answer> rehearsed, List<String> wrong) {
        requests.all().forEach((name, request) -> {
            Answer real = request.send();
            String was = shape(rehearsed.get(name));
            if (!shape(real).equals(was)) {
                wrong.add(name + " was rehearsed as " + was + " and is " + shape(real) + ": " + real);
            }
        });
    }

    /** Its status, and the members of what it says. */
    private static String shape(Answer answer) {
        if (answer.bytes().length == 0) {
            return Integer.toString(answer.status());
        }
        JsonNode body = answer.json();
        JsonNode one = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        var members = new TreeSet<String>();
        one.fieldNames().forEachRemaining(members::add);
        return answer.status() + " " + members;
    }
}
