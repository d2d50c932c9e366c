package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/**
 * Somebody at the console, as a browser keeps him.
 *
 * @param cookie of his session
 * @param token that his pages hold
 */
record AtConsole(String cookie, String token) {

    private static final Pattern COOKIE = Pattern.compile("passerelle_session=([^;]+);");
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([0-9a-f]{64})\"");

    /** One of the demo's people. */
    static AtConsole as(String who) {
        return as(who, DemoHouse.credentials().path(who).path("password").textValue());
    }

    static AtConsole as(String user, String password) {
        Answer answer = signIn(Client.nobody(), user, password, "").is(303);
        Matcher cookie = COOKIE.matcher(answer.header("Set-Cookie"));
        assertThat(cookie.find()).as(answer::toString).isTrue();
        String value = "passerelle_session=" + cookie.group(1);
        Matcher token = TOKEN.matcher(
                Client.nobody().with("Cookie", value).get("/console").is(200).text());
        assertThat(token.find()).isTrue();
        return new AtConsole(value, token.group(1));
    }

    static Answer signIn(Client client, String user, String password, String next) {
        String form =
                "user=" + Client.encode(user) + "&password=" + Client.encode(password) + "&next=" + Client.encode(next);
        return client.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/sign-in", Client.bytes(form));
    }

    /** Who reads. */
    Client reading() {
        return Client.nobody().with("Cookie", cookie);
    }

    /** Who changes. */
    Client writing() {
        return reading().with("X-CSRF-Token", token);
    }

    Answer post(String path, String form) {
        return writing()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, Client.bytes(form));
    }
}
