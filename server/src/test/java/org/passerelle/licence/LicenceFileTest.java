package org.passerelle.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.fault.Fault;

/** A licence cannot be made, and not be changed, without the distributor's key. */
class LicenceFileTest {

    private static final KeyPair KEYS = LicenceFile.newKeys();
    private static final Licence LICENCE = new Licence(
            "42", "Ville d'Été", LocalDate.of(2026, 11, 22), LocalDate.of(2027, 11, 21), new Licence.Seats(2, 25));

    private static Licence read(String text, PublicKey... keys) {
        return LicenceFile.read(text, List.of(keys));
    }

    private static void refused(String text, PublicKey... keys) {
        assertThatThrownBy(() -> read(text, keys))
                .isInstanceOf(Fault.class)
                .message()
                .startsWith("inconsistent");
    }

    @Test
    void what_was_written_is_read() {
        String text = LicenceFile.write(LICENCE, KEYS.getPrivate());
        assertThat(text).startsWith("-----BEGIN PASSERELLE LICENCE-----\n");
        assertThat(read(text, KEYS.getPublic())).isEqualTo(LICENCE);
        assertThat(read(text.replace("\n", "\r\n  "), LicenceFile.newKeys().getPublic(), KEYS.getPublic()))
                .isEqualTo(LICENCE);
        assertThat(read(text.replace("\n", ""), KEYS.getPublic())).isEqualTo(LICENCE);
    }

    @Test
    void another_key_and_no_key_open_nothing() {
        String text = LicenceFile.write(LICENCE, KEYS.getPrivate());
        refused(text, LicenceFile.newKeys().getPublic());
        refused(text);
    }

    @Test
    void not_one_letter_can_be_changed() {
        String text = LicenceFile.write(LICENCE, KEYS.getPrivate());
        int tried = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                char other = text.charAt(i) == 'A' ? 'B' : 'A';
                refused(text.substring(0, i) + other + text.substring(i + 1), KEYS.getPublic());
                refused(text.substring(0, i) + text.substring(i + 1), KEYS.getPublic());
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    @Test
    void the_signature_of_one_is_none_of_another() {
        String one = body(LicenceFile.write(LICENCE, KEYS.getPrivate()));
        var more = new Licence("42", LICENCE.holder(), LICENCE.issued(), null, new Licence.Seats(999, 999));
        String other = body(LicenceFile.write(more, KEYS.getPrivate()));
        refused(around(other.split("\\.")[0] + "." + one.split("\\.")[1]), KEYS.getPublic());
        refused(around(one + "." + one.split("\\.")[1]), KEYS.getPublic());
        refused(around(one.split("\\.")[0] + "."), KEYS.getPublic());
        refused(around(one + "="), KEYS.getPublic());
        refused(around(""), KEYS.getPublic());
        refused("", KEYS.getPublic());
        refused("A".repeat(100_000), KEYS.getPublic());
    }

    @Test
    void keys_are_kept_as_text() {
        assertThat(LicenceFile.publicKey(LicenceFile.text(KEYS.getPublic()))).isEqualTo(KEYS.getPublic());
        assertThat(LicenceFile.privateKey(LicenceFile.text(KEYS.getPrivate()) + "\n"))
                .isEqualTo(KEYS.getPrivate());
        assertThatThrownBy(() -> LicenceFile.publicKey("AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LicenceFile.privateKey("%")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String body(String text) {
        return text.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
    }

    private static String around(String body) {
        return "-----BEGIN PASSERELLE LICENCE-----\n" + body + "\n-----END PASSERELLE LICENCE-----\n";
    }
}
