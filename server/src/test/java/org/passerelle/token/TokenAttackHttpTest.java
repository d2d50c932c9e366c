package org.passerelle.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.token.JwtHttpTest.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.RawHttp;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.format.Json;

/** quality.md S3: every way to forge a token that is known to us ends in 401, never in 500. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class TokenAttackHttpTest {

    @Inject
    SigningKeys keys;

    @Inject
    Catalogue catalogue;

    @Inject
    TokenSettings settings;

    private String good;
    private ObjectNode header;
    private ObjectNode claims;

    @BeforeEach
    void make() throws Exception {
        good = token("admin", Map.of("data", "r"));
        String[] parts = good.split("\\.");
        header = (ObjectNode) Json.MAPPER.readTree(new Base64URL(parts[0]).decodeToString());
        claims = (ObjectNode) Json.MAPPER.readTree(new Base64URL(parts[1]).decodeToString());
    }

    private static int status(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/list/clients/")
                .statusCode();
    }

    private static String part(Object json) {
        return Base64URL.encode(json.toString()).toString();
    }

    /** Signed by our own key: only then does anything but the signature decide. */
    private String signed(ObjectNode head, String payload) throws JOSEException {
        SigningKey key = catalogue.change(unit -> keys.forSigning(unit, Instant.now()));
        return signed(head, payload, key);
    }

    private static String signed(ObjectNode head, String payload, SigningKey key) {
        String input = part(head) + "." + Base64URL.encode(payload);
        return input + "." + key.sign(input);
    }

    private static String signed(ObjectNode head, String payload, JWSSigner signer, JWSAlgorithm algorithm)
            throws JOSEException {
        String input = part(head) + "." + Base64URL.encode(payload);
        return input + "." + signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_this_test_signs_holds_as_long_as_nothing_is_changed() throws Exception {
        assertThat(status(signed(header, claims.toString()))).isEqualTo(200);
    }

    // --- the signature and the algorithm ---

    @TestFactory
    Stream<DynamicTest> a_token_that_we_did_not_sign_so_is_401() throws Exception {
        String[] parts = good.split("\\.");
        RSAKey ours = RSAKey.parse(publicKey());
        RSAKey foreign = new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(ours.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
        ObjectNode hmac = header.deepCopy().put("alg", "HS256");
        var cases = new LinkedHashMap<String, String>();
        cases.put("a changed payload", parts[0] + "." + part(claims.deepCopy().put("sub", "owner")) + "." + parts[2]);
        cases.put("a changed signature", good.substring(0, good.length() - 8) + "AAAAAAAA");
        cases.put("no signature", parts[0] + "." + parts[1] + ".");
        cases.put("half a signature", good.substring(0, good.length() - 100));
        for (String none : new String[] {"none", "None", "NONE", "nOnE", ""}) {
            ObjectNode head = header.deepCopy().put("alg", none);
            cases.put("alg \"" + none + "\" and no signature", part(head) + "." + parts[1] + ".");
            cases.put("alg \"" + none + "\" and a signature", part(head) + "." + parts[1] + "." + parts[2]);
        }
        cases.put(
                "our public key as a secret",
                signed(hmac, claims.toString(), new MACSigner(ours.toPublicKey().getEncoded()), JWSAlgorithm.HS256));
        cases.put(
                "our public key in PEM as a secret",
                signed(hmac, claims.toString(), new MACSigner(pem), JWSAlgorithm.HS256));
        cases.put(
                "our modulus as a secret",
                signed(hmac, claims.toString(), new MACSigner(ours.getModulus().decode()), JWSAlgorithm.HS256));
        cases.put(
                "zeroes as a secret", signed(hmac, claims.toString(), new MACSigner(new byte[32]), JWSAlgorithm.HS256));
        for (String other : new String[] {"RS384", "RS512", "PS256", "ES256", "EdDSA", "HS256", "dir", "x"}) {
            cases.put(
                    "our signature under " + other,
                    part(header.deepCopy().put("alg", other)) + "." + parts[1] + "." + parts[2]);
        }
        cases.put(
                "another's key under our name",
                signed(header, claims.toString(), new RSASSASigner(foreign), JWSAlgorithm.RS256));
        cases.put(
                "another's key that it brings (jwk)",
                signed(
                        (ObjectNode) header.deepCopy()
                                .set(
                                        "jwk",
                                        Json.MAPPER.valueToTree(
                                                foreign.toPublicJWK().toJSONObject())),
                        claims.toString(),
                        new RSASSASigner(foreign),
                        JWSAlgorithm.RS256));
        return tests(cases);
    }

    // --- the header, signed by us ---

    @TestFactory
    Stream<DynamicTest> a_header_that_we_would_not_have_written_is_401_even_signed_by_us() throws Exception {
        var cases = new LinkedHashMap<String, String>();
        for (String address : new String[] {"jku", "x5u"}) {
            cases.put(address, signed(header.deepCopy().put(address, "http://127.0.0.1:1/keys"), claims.toString()));
        }
        cases.put(
                "jwk",
                signed(
                        (ObjectNode) header.deepCopy().set("jwk", Json.MAPPER.readTree(publicKey())),
                        claims.toString()));
        cases.put(
                "x5c",
                signed(
                        (ObjectNode) header.deepCopy().set("x5c", Json.MAPPER.readTree("[\"MIIB\"]")),
                        claims.toString()));
        cases.put(
                "unknown crit",
                signed(
                        (ObjectNode) header.deepCopy().put("exp2", 1).set("crit", Json.MAPPER.readTree("[\"exp2\"]")),
                        claims.toString()));
        cases.put(
                "empty crit",
                signed((ObjectNode) header.deepCopy().set("crit", Json.MAPPER.readTree("[]")), claims.toString()));
        cases.put(
                "b64",
                signed(
                        (ObjectNode) header.deepCopy().put("b64", false).set("crit", Json.MAPPER.readTree("[\"b64\"]")),
                        claims.toString()));
        cases.put("zip", signed(header.deepCopy().put("zip", "DEF"), claims.toString()));
        cases.put("cty", signed(header.deepCopy().put("cty", "JWT"), claims.toString()));
        cases.put("an unknown member", signed(header.deepCopy().put("x", "y"), claims.toString()));
        for (String type : new String[] {"JWT", "jwt", "at+jwt2", "", "secevent+jwt", "dpop+jwt", "logout+jwt"}) {
            cases.put("typ \"" + type + "\"", signed(header.deepCopy().put("typ", type), claims.toString()));
        }
        cases.put(
                "an access token without a client", signed(header.deepCopy().put("typ", "at+jwt"), claims.toString()));
        cases.put(
                "an access token of a client that nobody knows",
                signed(
                        header.deepCopy().put("typ", "at+jwt"),
                        claims.deepCopy().put("client_id", "nosuch").toString()));
        cases.put("no typ", signed(without(header, "typ"), claims.toString()));
        cases.put("no kid", signed(without(header, "kid"), claims.toString()));
        cases.put("no alg", signed(without(header, "alg"), claims.toString()));
        for (String kid : new String[] {
            "",
            "nosuch",
            "../../../../../../dev/null",
            "/dev/null",
            "file:///dev/null",
            "..%2f..%2fetc%2fpasswd",
            "' OR '1'='1",
            "x' UNION SELECT 'AAAA' --",
            "'; DROP TABLE signing_key; --",
            "$(id)",
            "`id`",
            "|id",
            "\u0000",
            "http://127.0.0.1:1/",
            "${jndi:ldap://127.0.0.1/x}",
            "k".repeat(3_000)
        }) {
            String shown = kid.length() > 40 ? "long" : kid.replace('\u0000', '0');
            cases.put("kid " + shown, signed(header.deepCopy().put("kid", kid), claims.toString()));
        }
        cases.put("kid a number", signed(header.deepCopy().put("kid", 1), claims.toString()));
        cases.put(
                "kid an object",
                signed((ObjectNode) header.deepCopy().set("kid", Json.MAPPER.readTree("{}")), claims.toString()));
        return tests(cases);
    }

    // --- the claims, signed by us ---

    @TestFactory
    Stream<DynamicTest> claims_that_we_would_not_have_made_are_401_even_signed_by_us() throws Exception {
        long now = Instant.now().getEpochSecond();
        var cases = new LinkedHashMap<String, String>();
        for (String claim : new String[] {"iss", "aud", "exp", "iat", "sub", "jti", "permissions", "rev", "born"}) {
            cases.put("no " + claim, signed(header, without(claims, claim).toString()));
            cases.put(
                    claim + " null",
                    signed(header, claims.deepCopy().putNull(claim).toString()));
        }
        cases.put("exp now", with(c -> c.put("exp", now)));
        cases.put("exp a second ago", with(c -> c.put("exp", now - 1)));
        cases.put("exp long ago", with(c -> c.put("exp", 1)));
        cases.put("exp zero", with(c -> c.put("exp", 0)));
        cases.put("exp below zero", with(c -> c.put("exp", -1)));
        cases.put("exp as text", with(c -> c.put("exp", "tomorrow")));
        cases.put("iss of another", with(c -> c.put("iss", "https://evil.example.org/auth/realms/cloud")));
        cases.put("iss of another realm", with(c -> c.put("iss", settings.audience() + "/auth/realms/other")));
        cases.put("iss with more behind", with(c -> c.put("iss", settings.issuer() + "/")));
        cases.put("aud of another", with(c -> c.put("aud", "https://evil.example.org")));
        cases.put(
                "aud of another too",
                with(c -> c.putArray("aud").add(settings.audience().toString()).add("https://x.example.org")));
        cases.put("aud of nobody", with(c -> c.putArray("aud")));
        cases.put("an unknown user", with(c -> c.put("sub", "nobody")));
        cases.put("no user", with(c -> c.put("sub", "")));
        cases.put(
                "an account made later", with(c -> c.put("born", c.path("born").asLong() - 1)));
        cases.put("a client, which only access tokens have", with(c -> c.put("client_id", "import")));
        cases.put("a user who is a number", with(c -> c.put("sub", 1)));
        cases.put("an actor who may not", with(c -> c.putObject("act").put("sub", "user")));
        cases.put("an actor who is nobody", with(c -> c.putObject("act").put("sub", "nobody")));
        cases.put("an actor without a name", with(c -> c.putObject("act")));
        cases.put(
                "an actor who acts for an actor",
                with(c ->
                        c.putObject("act").put("sub", "owner").putObject("act").put("sub", "admin")));
        cases.put("an actor who is a text", with(c -> c.put("act", "owner")));
        cases.put("a key that there is not", with(c -> c.put("key", "nosuch")));
        cases.put("a key that is no key", with(c -> c.put("key", 1)));
        cases.put("permissions as text", with(c -> c.put("permissions", "data:rw")));
        cases.put("an unknown permission", with(c -> c.putObject("permissions").put("everything", "rw")));
        cases.put("an unknown level", with(c -> c.putObject("permissions").put("data", "all")));
        cases.put("rev as text", with(c -> c.put("rev", "many")));
        cases.put("claims that are an array", signed(header, "[]"));
        cases.put("claims that are a text", signed(header, "\"x\""));
        cases.put("claims that are no JSON", signed(header, "{"));
        cases.put("no claims", signed(header, ""));
        cases.put("deep claims", signed(header, "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"));
        return tests(cases);
    }

    // --- the form ---

    @TestFactory
    Stream<DynamicTest> what_has_not_the_form_of_a_token_is_401() {
        String[] parts = good.split("\\.");
        var cases = new LinkedHashMap<String, String>();
        cases.put("a dot", ".");
        cases.put("two dots", "..");
        cases.put("three dots", "...");
        cases.put("five parts, as an encrypted token has", "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d");
        cases.put("four parts", good + ".x");
        cases.put("two parts", parts[0] + "." + parts[1]);
        cases.put("a space in it", parts[0] + ". " + parts[1] + "." + parts[2]);
        cases.put("no base64", "!!." + parts[1] + "." + parts[2]);
        cases.put("a header that is no JSON", Base64URL.encode("nonsense") + "." + parts[1] + "." + parts[2]);
        cases.put("a header that is an array", Base64URL.encode("[]") + "." + parts[1] + "." + parts[2]);
        cases.put(
                "a header that says alg twice",
                Base64URL.encode("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"x\",\"typ\":\"x\"}") + "." + parts[1]
                        + "." + parts[2]);
        cases.put(
                "a deep header",
                Base64URL.encode("{\"a\":" + "[".repeat(2_500) + "]".repeat(2_500) + "}") + "." + parts[1] + "."
                        + parts[2]);
        cases.put(
                "deep objects",
                Base64URL.encode("{\"a\":".repeat(900) + "1" + "}".repeat(900)) + "." + parts[1] + "." + parts[2]);
        cases.put("a number without end", Base64URL.encode("{\"alg\":1e999999999}") + "." + parts[1] + "." + parts[2]);
        cases.put("a long token", "a".repeat(5_000) + "." + "b".repeat(5_000) + "." + "c".repeat(5_000));
        cases.put("a detached payload", parts[0] + ".." + parts[2]);
        return tests(cases);
    }

    /** The connection may be cut before the answer is read: more is on its way than the server takes. */
    @Test
    void a_token_of_a_megabyte_is_refused_before_it_is_read_and_others_go_on() throws IOException {
        RawHttp.Heard heard = RawHttp.exchange("GET /api/list/clients/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + "a".repeat(1 << 20) + "\r\n\r\n");
        assertThat(heard.status()).isIn(0, 431);
        assertThat(heard.closed()).isTrue();
        assertThat(status(good)).isEqualTo(200);
    }

    @Inject
    TokenCheck check;

    @Test
    void a_token_of_a_megabyte_that_came_all_the_same_is_not_read() {
        String[] parts = good.split("\\.");
        assertThat(check.verify(parts[0] + "." + "A".repeat(1 << 20) + "." + parts[2], ""))
                .isEmpty();
        assertThat(check.verify("{\"a\":".repeat(1 << 17), "")).isEmpty();
    }

    private String with(Consumer<ObjectNode> change) throws JOSEException {
        ObjectNode changed = claims.deepCopy();
        change.accept(changed);
        return signed(header, changed.toString());
    }

    private static ObjectNode without(ObjectNode object, String member) {
        ObjectNode less = object.deepCopy();
        less.remove(member);
        return less;
    }

    private String publicKey() throws ParseException {
        return JWK.parse(keys.published().getFirst().toJSONString()).toJSONString();
    }

    private static Stream<DynamicTest> tests(Map<String, String> cases) {
        return cases.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> assertThat(status(e.getValue())).isEqualTo(401)));
    }
}
