package org.passerelle.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.setting.Settings;

/** Where the key that signs tokens comes from (wire.md §2; DigDash D8). */
class PemFileTest {

    private static final URI URL = URI.create("https://api.example.org");

    /** What PKCS#8 puts before the PKCS#1 key of a 2,048-bit key. */
    private static final int HEAD = 26;

    @TempDir
    Path folder;

    static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JWK parsed(String text) {
        try {
            return JWK.parse(text);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKey privateHalf(RSAKey key) {
        try {
            return key.toPrivateKey();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    private static String pkcs8(RSAKey key) {
        return pem("PRIVATE KEY", privateHalf(key).getEncoded());
    }

    private static String pkcs1(RSAKey key) {
        byte[] der = privateHalf(key).getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, HEAD, der.length));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), content);
    }

    private TokenSettings settings(Map<String, String> environment) {
        Settings settings = Settings.read(folder, environment);
        TokenSettings read = TokenSettings.from(settings, URL);
        settings.check();
        return read;
    }

    private static String kid(TokenSettings settings) {
        return settings.source().open().kid();
    }

    @Test
    void both_forms_of_an_rsa_key_are_the_same_key() throws Exception {
        RSAKey key = key();
        String kid = key.computeThumbprint().toString();
        assertThat(PemFile.read(file(pkcs8(key)).toString()).open().kid()).isEqualTo(kid);
        assertThat(PemFile.read(file(pkcs1(key)).toString()).open().kid()).isEqualTo(kid);
        assertThat(PemFile.read(file("# made today\r\n" + pkcs1(key).replace("\n", "\r\n"))
                                .toString())
                        .open()
                        .kid())
                .isEqualTo(kid);
        assertThat(PemFile.read(file(pkcs8(key)).toString()).open().algorithm().getName())
                .isEqualTo("RS256");
    }

    @Test
    void either_name_of_the_environment_says_the_file() throws Exception {
        RSAKey key = key();
        String path = file(pkcs8(key)).toString();
        for (String name : new String[] {"DD_JWT_SECRETKEY_PATH", "PASSERELLE_JWT_SECRETKEY_PATH"}) {
            assertThat(kid(settings(Map.of(name, path))))
                    .isEqualTo(key.computeThumbprint().toString());
        }
    }

    @Test
    void the_path_wins_over_the_secret_and_our_name_over_the_other() throws Exception {
        RSAKey key = key();
        String path = file(pkcs8(key)).toString();
        String kid = key.computeThumbprint().toString();
        assertThat(kid(settings(Map.of("DD_JWT_SECRETKEY_PATH", path, "PASSERELLE_JWT_SECRETKEY", "secret"))))
                .isEqualTo(kid);
        assertThat(kid(settings(Map.of("PASSERELLE_JWT_SECRETKEY_PATH", path, "DD_JWT_SECRETKEY_PATH", "/nosuch"))))
                .isEqualTo(kid);
    }

    @Test
    void a_secret_gives_the_same_hs256_key_at_each_start() {
        TokenSettings one = settings(Map.of("DD_JWT_SECRETKEY", "secret"));
        SigningKey key = one.source().open();
        assertThat(key.algorithm().getName()).isEqualTo("HS256");
        assertThat(kid(settings(Map.of("PASSERELLE_JWT_SECRETKEY", "secret")))).isEqualTo(key.kid());
        assertThat(kid(settings(Map.of("DD_JWT_SECRETKEY", "Secret")))).isNotEqualTo(key.kid());
    }

    @Test
    void a_short_secret_is_stretched_and_a_long_one_is_taken_as_it_is() {
        assertThat(new KeySource.Secret("x".repeat(31)).open().text()).doesNotContain(encoded("x".repeat(31)));
        assertThat(new KeySource.Secret("x".repeat(32)).open().text()).contains(encoded("x".repeat(32)));
        assertThat(new KeySource.Secret("é".repeat(16)).open().text()).contains(encoded("é".repeat(16)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothing_said_means_a_temporary_key() {
        KeySource source = settings(Map.of()).source();
        assertThat(source).isInstanceOf(KeySource.Temporary.class);
        assertThat(source.open().kid()).isNotEqualTo(source.open().kid());
        assertThat(settings(Map.of("DD_JWT_SECRETKEY", " ")).source()).isInstanceOf(KeySource.Temporary.class);
    }

    @Test
    void a_file_that_holds_no_key_stops_the_start_and_says_why() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        var weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        Map<String, String> files = new TreeMap<>(Map.of(
                "",
                "holds no RSA private key",
                "nonsense",
                "holds no RSA private key",
                pkcs8(key()).replaceFirst("(?s)\n.*\n-----END", "\nAAAA\n-----END"),
                "holds no RSA private key",
                pkcs8(key()).replaceFirst("-----END PRIVATE KEY-----", ""),
                "holds no RSA private key",
                pkcs8(key()).replace("PRIVATE KEY", "PUBLIC KEY"),
                "holds no RSA private key",
                pkcs8(key()).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                "is encrypted",
                pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()),
                "holds no RSA private key",
                pem("PRIVATE KEY", weak.generateKeyPair().getPrivate().getEncoded()),
                "1024 bits",
                "x".repeat(200_000),
                "could hold a key"));
        for (var each : files.entrySet()) {
            stops(file(each.getKey()).toString(), each.getValue());
        }
        stops(folder.resolve("nosuch.pem").toString(), "could hold a key");
        stops(folder.toString(), "could hold a key");
        stops("a\u0000b", "cannot be read");
    }

    private void stops(String path, String reason) {
        assertThatThrownBy(() -> settings(Map.of("DD_JWT_SECRETKEY_PATH", path)))
                .isInstanceOf(Settings.SettingsProblem.class)
                .hasMessageContaining("DD_JWT_SECRETKEY_PATH")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("MII");
    }

    @Test
    void a_settings_record_shows_no_secret() {
        assertThat(settings(Map.of("DD_JWT_SECRETKEY", "open-sesame")).toString())
                .doesNotContain("sesame");
        assertThat(new KeySource.Rsa(key()).toString()).doesNotContain("\"d\"").hasSizeLessThan(40);
    }

    @Test
    void the_issuer_is_the_realms_address_below_the_public_one() throws IOException {
        assertThat(settings(Map.of()).issuer()).isEqualTo("https://api.example.org/auth/realms/cloud");
        Files.writeString(folder.resolve(Settings.FILE), "realm=my realm\njwtLifetime=PT0S\n");
        assertThatThrownBy(() -> settings(Map.of())).hasMessageContainingAll("realm", "jwtLifetime");
    }
}
