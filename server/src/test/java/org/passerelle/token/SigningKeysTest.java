package org.passerelle.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.SettableClock;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;

/** The keys that sign tokens: configured, temporary, rotated, on one node and on two. */
class SigningKeysTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final KeySource RSA = new KeySource.Rsa(PemFileTest.key());
    private static final KeySource OTHER = new KeySource.Rsa(PemFileTest.key());

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<Catalogue> opened = new ArrayList<>();
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = openAgain();
    }

    @AfterEach
    void close() {
        opened.forEach(Catalogue::close);
    }

    private Catalogue openAgain() {
        var again = Catalogue.open(settings());
        opened.add(again);
        return again;
    }

    private CatalogueSettings settings() {
        return new CatalogueSettings(folder, null, null, null, null);
    }

    private SigningKeys keys(KeySource source) {
        return keys(source, catalogue);
    }

    private SigningKeys keys(KeySource source, Catalogue on) {
        var tokens = new TokenSettings(URI.create("http://localhost"), "cloud", HOUR, source);
        return new SigningKeys(tokens, on, Vault.open(settings()), clock);
    }

    /** The name of the key that signs a token of an hour. */
    private String signs(SigningKeys keys) {
        return signs(keys, catalogue, HOUR);
    }

    private String signs(SigningKeys keys, Catalogue on, Duration lifetime) {
        return on.change(unit -> keys.forSigning(unit, clock.instant().plus(lifetime)))
                .kid();
    }

    private SigningKeys.Rotation rotate(SigningKeys keys, Duration overlap) {
        clock.goOn(Duration.ofMillis(10));
        return catalogue.change(unit -> keys.rotate(unit, overlap));
    }

    private static List<String> published(SigningKeys keys) {
        return keys.published().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void a_configured_key_signs_and_has_the_same_name_at_each_start() {
        String kid = signs(keys(RSA));
        assertThat(signs(keys(RSA))).isEqualTo(kid);
        assertThat(signs(keys(OTHER))).isNotEqualTo(kid);
    }

    @Test
    void a_temporary_key_is_another_at_each_start_and_the_one_before_verifies_nothing() {
        SigningKeys before = keys(new KeySource.Temporary());
        String kid = signs(before);
        assertThat(before.find(kid)).isNotNull();
        SigningKeys after = keys(new KeySource.Temporary());
        assertThat(signs(after)).isNotEqualTo(kid);
        assertThat(after.find(kid)).isNull();
    }

    @Test
    void what_everybody_may_know_is_the_public_half() {
        List<JWK> published = keys(RSA).published();
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().isPrivate()).isFalse();
        assertThat(published.getFirst().toJSONString())
                .contains("\"alg\":\"RS256\"", "\"use\":\"sig\"")
                .doesNotContain("\"d\"", "\"p\"");
    }

    @Test
    void of_a_secret_nobody_may_know_anything() {
        assertThat(keys(new KeySource.Secret("short")).published()).isEmpty();
    }

    @Test
    void after_a_rotation_the_new_key_signs_and_the_old_one_verifies_until_its_last_token_ends() {
        SigningKeys keys = keys(RSA);
        String old = signs(keys);
        SigningKeys.Rotation done = rotate(keys, null);
        assertThat(done.before().kid()).isEqualTo(old);
        assertThat(signs(keys)).isEqualTo(done.key().kid()).isNotEqualTo(old);
        assertThat(keys.find(old).canSign()).isFalse();
        assertThat(published(keys)).containsExactlyInAnyOrder(old, done.key().kid());
        clock.goOn(HOUR);
        assertThat(keys.find(old)).isNotNull();
        clock.goOn(Duration.ofDays(2));
        assertThat(keys.find(old)).isNull();
        assertThat(published(keys)).containsExactly(done.key().kid());
    }

    @Test
    void the_longest_token_counts() {
        SigningKeys keys = keys(RSA);
        String old = signs(keys, catalogue, Duration.ofDays(400));
        signs(keys);
        rotate(keys, null);
        clock.goOn(Duration.ofDays(399));
        assertThat(keys.find(old)).isNotNull();
        clock.goOn(Duration.ofDays(3));
        assertThat(keys.find(old)).isNull();
    }

    @Test
    void an_overlap_may_be_said_and_none_too() {
        SigningKeys keys = keys(RSA);
        String first = signs(keys);
        String second = rotate(keys, Duration.ofMinutes(5)).key().kid();
        clock.goOn(Duration.ofMinutes(5).minusMillis(1));
        assertThat(keys.find(first)).isNotNull();
        clock.goOn(Duration.ofMillis(1));
        assertThat(keys.find(first)).isNull();
        rotate(keys, Duration.ZERO);
        assertThat(keys.find(second)).isNull();
    }

    @Test
    void many_rotations_lose_no_key_that_is_needed() {
        SigningKeys keys = keys(RSA);
        var names = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            names.add(signs(keys));
            rotate(keys, null);
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(kid -> assertThat(keys.find(kid)).isNotNull());
    }

    @Test
    void what_descends_from_a_temporary_key_dies_with_it_and_is_cleared_away() {
        SigningKeys keys = keys(new KeySource.Temporary());
        String first = signs(keys);
        String second = rotate(keys, null).key().kid();
        assertThat(signs(keys)).isEqualTo(second);
        assertThat(keys.find(first)).isNotNull();
        clock.goOn(Duration.ofDays(3));
        SigningKeys restarted = keys(new KeySource.Temporary());
        String third = signs(restarted);
        assertThat(third).isNotIn(first, second);
        assertThat(restarted.find(second)).isNull();
        assertThat(catalogue.all(row -> row.text("kid"), "SELECT kid FROM signing_key"))
                .containsExactly(third);
    }

    @Test
    void a_rotated_key_is_kept_over_starts_and_worth_nothing_under_another_configured_one() {
        SigningKeys keys = keys(RSA);
        String first = signs(keys);
        String second = rotate(keys, null).key().kid();
        SigningKeys restarted = keys(RSA);
        assertThat(signs(restarted)).isEqualTo(second);
        assertThat(restarted.find(first)).isNotNull();
        SigningKeys changed = keys(OTHER);
        assertThat(signs(changed)).isNotIn(first, second);
        assertThat(changed.find(first)).isNull();
        assertThat(changed.find(second)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ten_rotations_and_ten_restarts_lose_no_token(boolean rsa) throws Exception {
        KeySource source = rsa ? RSA : new KeySource.Secret("open sesame");
        var tokens = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            SigningKeys keys = keys(source);
            tokens.add(token(keys));
            rotate(keys, null);
            tokens.add(token(keys));
            catalogue.close();
            opened.remove(catalogue);
            catalogue = openAgain();
            SigningKeys restarted = keys(source);
            for (String token : tokens) {
                String[] parts = token.split("\\.");
                SigningKeys.Begun begun = restarted.begun(parts[0]);
                assertThat(begun).isNotNull();
                assertThat(begun.key().verifies(ascii(parts[0] + "." + parts[1]), new Base64URL(parts[2]).decode()))
                        .isTrue();
                assertThat(begun.key().verifies(ascii(parts[0] + ".e31"), new Base64URL(parts[2]).decode()))
                        .isFalse();
            }
        }
    }

    private String token(SigningKeys keys) {
        SigningKey key =
                catalogue.change(unit -> keys.forSigning(unit, clock.instant().plus(HOUR)));
        String input = key.header(TokenClaims.Kind.JWT.type()) + ".e30";
        return input + "." + key.sign(input);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_secret_is_rotated_to_a_secret() {
        SigningKeys keys = keys(new KeySource.Secret("short"));
        String first = signs(keys);
        SigningKeys.Rotation done = rotate(keys, null);
        assertThat(done.key().algorithm().getName()).isEqualTo("HS256");
        assertThat(keys.find(first).algorithm().getName()).isEqualTo("HS256");
        assertThat(keys.published()).isEmpty();
    }

    @Test
    void a_rehearsed_rotation_changes_nothing() {
        SigningKeys keys = keys(RSA);
        String kid = signs(keys);
        catalogue.change(true, unit -> keys.rotate(unit, Duration.ZERO));
        assertThat(signs(keys)).isEqualTo(kid);
        assertThat(published(keys)).containsExactly(kid);
    }

    @Test
    void another_node_knows_the_new_key_as_soon_as_it_meets_it() {
        Catalogue elsewhere = openAgain();
        SigningKeys here = keys(RSA);
        SigningKeys there = keys(RSA, elsewhere);
        String old = signs(there, elsewhere, HOUR);
        SigningKey fresh = rotate(here, null).key();
        assertThat(there.begun(fresh.header(TokenClaims.Kind.OAUTH.type()))).isNotNull();
        assertThat(signs(there, elsewhere, HOUR)).isEqualTo(fresh.kid());
        assertThat(here.find(old)).isNotNull();
    }

    @Test
    void another_node_that_has_not_heard_signs_nothing_that_would_not_hold() {
        Catalogue elsewhere = openAgain();
        SigningKeys here = keys(RSA);
        SigningKeys there = keys(RSA, elsewhere);
        there.published(); // it has looked before
        signs(here);
        String fresh = rotate(here, Duration.ZERO).key().kid();
        assertThat(signs(there, elsewhere, Duration.ofDays(30))).isEqualTo(fresh);
        assertThatThrownBy(() -> elsewhere.change(unit -> stale(elsewhere, unit)))
                .isInstanceOf(Fault.class);
    }

    /** A node that has read before the rotation, and rotates after it. */
    private SigningKeys.Rotation stale(Catalogue on, org.passerelle.catalogue.Unit unit) {
        SigningKeys keys = keys(OTHER, on);
        keys.rotate(unit, null);
        return keys.rotate(unit, null);
    }

    @Test
    void names_that_no_key_has_are_no_key() {
        SigningKeys keys = keys(RSA);
        for (String kid : List.of("", "x", "../x", "' OR 1=1 --", signs(keys) + " ")) {
            assertThat(keys.find(kid)).isNull();
            assertThat(keys.begun(kid)).isNull();
        }
    }

    @Test
    void no_private_half_is_in_the_files_of_the_catalogue() throws IOException {
        SigningKeys keys = keys(RSA);
        signs(keys);
        SigningKey fresh = rotate(keys, null).key();
        signs(keys);
        opened.forEach(Catalogue::close);
        opened.clear();
        String secret = JWK.class
                .cast(PemFileTest.parsed(fresh.text()))
                .toRSAKey()
                .getPrivateExponent()
                .toString();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("catalogue"))
                    .toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(secret, secret.substring(0, 40), "\"kty\"");
            }
        }
    }

    @Test
    void a_key_that_ended_long_ago_is_forgotten() {
        SigningKeys keys = keys(RSA);
        signs(keys);
        rotate(keys, Duration.ZERO);
        clock.goOn(Duration.ofDays(2));
        rotate(keys, null);
        Instant before = clock.instant();
        assertThat(catalogue.all(row -> row.big("ends"), "SELECT ends FROM signing_key WHERE ends IS NOT NULL"))
                .allSatisfy(ends -> assertThat(ends)
                        .isGreaterThan(before.minus(Duration.ofDays(1)).toEpochMilli()));
    }
}
