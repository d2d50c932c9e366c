package org.passerelle.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.format.Json;

/**
 * Another realm, with one person in it, that tells the truth unless it is told to lie. Belongs to one test at a time.
 *
 * <p>It checks what comes: the client's secret, the code, the verifier against the challenge.
 */
final class OtherRealm implements AutoCloseable {

    static final String CLIENT = "passerelle";
    static final String SECRET = "the-other-realm-knows-it-too-0123456789";
    private static final String CODE = "a-code";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey otherKey;
    private Map<String, String> asked = Map.of();

    /** What it says of the person, and how. */
    final Map<String, Object> claims = new HashMap<>();

    final Map<String, Object> userinfo = new HashMap<>();
    Lie lie = Lie.NONE;

    /** What is wrong with the ID token, or with the realm. */
    enum Lie {
        NONE,
        NO_SIGNATURE,
        ANOTHER_KEY,
        THE_CLIENTS_SECRET,
        ANOTHER_ISSUER,
        ANOTHER_AUDIENCE,
        ANOTHER_NONCE,
        NO_NONCE,
        PAST,
        NOT_YET,
        ANOTHER_ISSUER_IN_METADATA
    }

    OtherRealm(int port) throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The browser of the person goes there, and is sent back; where to. */
    Map<String, String> visit(URI door) {
        asked = new HashMap<>();
        URLUtils.parseParameters(door.getRawQuery()).forEach((name, values) -> asked.put(name, values.getFirst()));
        return Map.of("state", asked.get("state"), "code", CODE);
    }

    Map<String, String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> send(exchange, 200, metadata());
                case "/keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                case "/token" -> token(exchange);
                case "/userinfo" -> send(exchange, 200, userinfo);
                default -> send(exchange, 404, Map.of());
            }
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                lie == Lie.ANOTHER_ISSUER_IN_METADATA ? "https://evil.example.org" : issuer(),
                "authorization_endpoint",
                issuer() + "/auth",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void token(HttpExchange exchange) throws IOException, JOSEException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> form = URLUtils.parseParameters(body);
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        CodeChallenge challenge = CodeChallenge.compute(
                CodeChallengeMethod.S256,
                new CodeVerifier(form.get("code_verifier").getFirst()));
        boolean right = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && List.of(CODE).equals(form.get("code"))
                && "S256".equals(asked.get("code_challenge_method"))
                && challenge.getValue().equals(asked.get("code_challenge"));
        if (right) {
            send(
                    exchange,
                    200,
                    Map.of("access_token", "x", "token_type", "Bearer", "expires_in", 60, "id_token", idToken()));
        } else {
            send(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private String idToken() throws JOSEException {
        Instant now = Instant.now();
        Instant made = lie == Lie.PAST ? now.minusSeconds(7200) : lie == Lie.NOT_YET ? now.plusSeconds(7200) : now;
        var about = new JWTClaimsSet.Builder();
        claims.forEach(about::claim);
        about.issuer(lie == Lie.ANOTHER_ISSUER ? "https://evil.example.org" : issuer())
                .audience(lie == Lie.ANOTHER_AUDIENCE ? "somebody-else" : CLIENT)
                .issueTime(Date.from(made))
                .expirationTime(Date.from(made.plusSeconds(300)));
        if (lie != Lie.NO_NONCE) {
            about.claim("nonce", lie == Lie.ANOTHER_NONCE ? "another" : asked.get("nonce"));
        }
        return switch (lie) {
            case NO_SIGNATURE -> new PlainJWT(about.build()).serialize();
            case ANOTHER_KEY -> signed(about.build(), JWSAlgorithm.RS256, new RSASSASigner(otherKey));
            case THE_CLIENTS_SECRET -> signed(about.build(), JWSAlgorithm.HS256, new MACSigner(SECRET));
            default -> signed(about.build(), JWSAlgorithm.RS256, new RSASSASigner(key));
        };
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(json);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
