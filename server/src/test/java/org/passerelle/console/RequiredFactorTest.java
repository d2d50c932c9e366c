package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.signin.Phone;

/** A server on which owners must have a second factor. */
@QuarkusTest
@WithTestResource(value = DemoHouse.class, initArgs = @ResourceArg(name = "secondFactor", value = "owners"))
class RequiredFactorTest {

    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7]{32})<");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern RECOVERY = Pattern.compile("([A-Z2-7]{6}-){3}[A-Z2-7]{6}");

    private static String found(Pattern pattern, Answer page) {
        Matcher found = pattern.matcher(page.text());
        assertThat(found.find()).as(page::toString).isTrue();
        return found.group(found.groupCount() > 0 && pattern != RECOVERY ? 1 : 0);
    }

    private static Answer step(String path, String ticket, String code) {
        return Client.nobody()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, Client.bytes("ticket=" + Client.encode(ticket) + "&code=" + Client.encode(code)));
    }

    @Test
    void an_owner_gets_one_at_the_door_before_anything_else() {
        String password = DemoHouse.credentials().path("owner").path("password").textValue();
        Client.as("owner").get("/api/v1/auth/me").is(401);
        Client.as("admin").get("/api/v1/auth/me").is(200);

        Answer first = AtConsole.signIn(Client.nobody(), "owner", password, "").is(200);
        assertThat(first.header("Set-Cookie")).doesNotContain("passerelle_session");
        String ticket = found(TICKET, first);
        step("/console/sign-in/code", ticket, "000000").is(401);
        var phone = new Phone(
                found(SECRET, step("/console/sign-in/enrol", ticket, "000000").is(401)));
        Answer in = step("/console/sign-in/enrol", ticket, phone.next()).is(200);
        assertThat(in.header("Set-Cookie")).contains("passerelle_session=");
        String recovery = found(RECOVERY, in);

        Answer second = AtConsole.signIn(Client.nobody(), "owner", password, "/console/users")
                .is(200);
        assertThat(second.text()).doesNotContain("id=\"secret\"");
        String again = found(TICKET, second);
        step("/console/sign-in/enrol", again, phone.next()).is(409);
        step("/console/sign-in/code", again, phone.again()).is(303);
        step("/console/sign-in/code", again, phone.again()).is(401);
        step("/console/sign-in/code", again, recovery).is(303);

        String told = Client.as("admin")
                .get("/api/v1/system/audit/events?operation=signIn")
                .is(200)
                .text();
        assertThat(told)
                .contains(
                        "\"user\":\"owner\"",
                        "\"target\":\"second factor\"",
                        "\"result\":\"200\"",
                        "\"result\":\"401\"")
                .doesNotContain(password);
    }

    @Test
    void a_ticket_that_was_not_made_here_leads_back_to_the_door() {
        for (String ticket : new String[] {"", "x", "AAAA"}) {
            assertThat(step("/console/sign-in/code", ticket, "000000").is(303).header("Location"))
                    .startsWith("/console/sign-in");
        }
    }
}
