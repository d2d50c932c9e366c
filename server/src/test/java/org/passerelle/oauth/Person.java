package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.oauth.Server.PROTOCOL;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** Somebody at a browser without scripts, whom a client sends to the authorization endpoint. Keeps its cookie. */
final class Person {

    static final String CALLBACK = "https://app.example.org/callback";
    static final String VERIFIER = "a".repeat(43) + "-._~";
    static final Map<String, Object> ASKS_PEOPLE =
            Map.of("grants", List.of("authorization_code", "refresh_token"), "redirectUris", List.of(CALLBACK));
    private static final Pattern HIDDEN = Pattern.compile("name=\"(request|token)\" value=\"([^\"]*)\"");
    private static final String COOKIE = "passerelle_visitor";

    private String cookie = "";

    static Map<String, String> request(Made client, String... more) {
        var request = new LinkedHashMap<String, String>();
        request.put("response_type", "code");
        request.put("client_id", client.id());
        request.put("redirect_uri", CALLBACK);
        request.put("state", "s t&te");
        request.put("code_challenge", challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                request.remove(more[i]);
            } else {
                request.put(more[i], more[i + 1]);
            }
        }
        return request;
    }

    static String challenge(String verifier) {
        return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                .getValue();
    }

    private RequestSpecification browser() {
        var browser = given().redirects().follow(false);
        return cookie.isEmpty() ? browser : browser.cookie(COOKIE, cookie);
    }

    private Response kept(Response answer) {
        if (answer.cookie(COOKIE) != null) {
            cookie = answer.cookie(COOKIE);
        }
        return answer;
    }

    Response open(Map<String, String> request) {
        return kept(browser().queryParams(request).get(PROTOCOL + "auth"));
    }

    Response open(String query) {
        return kept(browser().urlEncodingEnabled(false).get(PROTOCOL + "auth?" + query));
    }

    /** Sends the form of a page, and follows to the next page of ours. */
    Response send(Response page, String form, String... fields) {
        Response answer = submit(page, form, fields);
        String location = answer.header("Location");
        assertThat(answer.statusCode()).isEqualTo(303);
        return location.startsWith("protocol/") ? open(location.substring(location.indexOf('?') + 1)) : answer;
    }

    Response submit(Response page, String form, String... fields) {
        var values = new LinkedHashMap<String, String>();
        Matcher hidden = HIDDEN.matcher(page.asString());
        while (hidden.find()) {
            values.put(hidden.group(1), hidden.group(2).replace("&amp;", "&").replace("&#39;", "'"));
        }
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return kept(browser().contentType(ContentType.URLENC).formParams(values).post("/auth/realms/cloud/" + form));
    }

    Response signIn(Response page, String who) {
        return send(
                page,
                "sign-in",
                "user",
                who,
                "password",
                DemoHouse.credentials().path(who).path("password").textValue());
    }

    /** Signs in, allows, and tells the parameters that the client is sent. */
    Map<String, String> allows(Map<String, String> request, String who) {
        return allows(open(request), who);
    }

    /** The same by a link that a client made. */
    Map<String, String> follows(URI link, String who) {
        return allows(open(link.getRawQuery()), who);
    }

    private Map<String, String> allows(Response page, String who) {
        Response consent = cookie.isEmpty() || page.asString().contains("name=\"password\"") ? signIn(page, who) : page;
        return answered(send(consent, "consent", "answer", "allow"));
    }

    /** The parameters of the answer that a redirect takes to the client. */
    static Map<String, String> answered(Response redirect) {
        assertThat(redirect.statusCode()).isEqualTo(303);
        URI address = URI.create(redirect.header("Location"));
        return URLUtils.parseParameters(address.getRawQuery()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }

    static Response redeem(Made client, String code, String... more) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return Server.ask(
                client,
                "token",
                form.entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray(String[]::new));
    }
}
