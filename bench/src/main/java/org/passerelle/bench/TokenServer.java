package org.passerelle.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An authorization server, and two clients of it: one that gets access tokens only, and one that gets refresh tokens too.
 *
 * @param protocol the path that the endpoints have in common
 */
record TokenServer(Program program, String protocol, Client plain, Client refreshing) {

    private static final String FORM = "\tContent-Type: application/x-www-form-urlencoded";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An OAuth client. */
    record Client(String id, String secret) {

        String basic() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
        }

        /** What {@link Load} sends for it. */
        String posts(String form) {
            return "Authorization: " + basic() + FORM + "\t\t" + form;
        }
    }

    Duel.Side clientCredentials() {
        return new Duel.Side(program, protocol + "token", plain.posts("grant_type=client_credentials"));
    }

    Duel.Side introspection() {
        String tokens = String.join("|", tokens(plain, "access_token"));
        return new Duel.Side(program, protocol + "token/introspect", plain.posts("token={" + tokens + "}"));
    }

    /** Each load begins with tokens that nobody has used. */
    Duel.Side refresh() {
        return new Duel.Side(program, protocol + "token", () -> {
            String tokens = String.join("|", tokens(refreshing, "refresh_token"));
            return refreshing.posts("grant_type=refresh_token&refresh_token={refresh_token=" + tokens + "}");
        });
    }

    /** As many as there are connections. */
    private List<String> tokens(Client client, String member) {
        return Stream.generate(() -> token(client, member))
                .limit(Duel.CONNECTIONS)
                .toList();
    }

    private String token(Client client, String member) {
        return member(post(protocol + "token", client.basic(), "grant_type=client_credentials"), member);
    }

    /** Stops when it cannot be: what is measured must be what is meant. */
    void check(String algorithm) {
        String access = token(plain, "access_token");
        String head = new String(Base64.getUrlDecoder().decode(access.split("\\.")[0]), StandardCharsets.US_ASCII);
        String about = post(protocol + "token/introspect", plain.basic(), "token=" + access);
        String used = token(refreshing, "refresh_token");
        post(protocol + "token", refreshing.basic(), "grant_type=refresh_token&refresh_token=" + used);
        int again = send(protocol + "token", refreshing.basic(), "grant_type=refresh_token&refresh_token=" + used)
                .statusCode();
        if (!head.contains('"' + algorithm + '"')
                || !about.replace(" ", "").contains("\"active\":true")
                || again != 400) {
            throw new IllegalStateException(program.name() + ": " + head + about + again);
        }
    }

    private String post(String path, String authorization, String form) {
        HttpResponse<String> answer = send(path, authorization, form);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(program.name() + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String path, String authorization, String form) {
        return send(program, path, authorization, "application/x-www-form-urlencoded", form);
    }

    static HttpResponse<String> send(Program to, String path, String authorization, String type, String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                            .header("Authorization", authorization)
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String member(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\" *: *\"([^\"]*)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return value.group(1);
    }
}
