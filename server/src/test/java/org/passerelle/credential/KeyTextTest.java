package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    @Test
    void a_fresh_key_is_read_back_as_it_was_made() {
        KeyText key = KeyText.fresh(NOW);
        assertThat(key.text()).matches("psl_[0-9a-v]{18}_[0-9A-Za-z]{33}");
        assertThat(KeyText.parse(key.text())).isEqualTo(key);
        assertThat(key.hash()).matches("[0-9a-f]{64}").isEqualTo(Secrets.hash(key.secret()));
    }

    @Test
    void no_two_keys_are_alike() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            KeyText key = KeyText.fresh(NOW);
            assertThat(seen.add(key.id())).isTrue();
            assertThat(seen.add(key.secret())).isTrue();
        }
    }

    @Test
    void ids_sort_as_they_were_made() {
        assertThat(KeyText.fresh(NOW).id())
                .isLessThan(KeyText.fresh(NOW.plusMillis(1)).id());
        assertThat(KeyText.fresh(Instant.EPOCH).id())
                .isLessThan(KeyText.fresh(NOW).id());
    }

    @Test
    void one_wrong_character_anywhere_is_noticed() {
        String text = KeyText.fresh(NOW).text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == '7' ? '8' : '7';
            String wrong = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(KeyText.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void what_is_cut_off_or_added_is_noticed() {
        String text = KeyText.fresh(NOW).text();
        assertThat(KeyText.parse(text.substring(0, text.length() - 1))).isNull();
        assertThat(KeyText.parse(text + "0")).isNull();
        assertThat(KeyText.parse(" " + text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "psl_",
                "psl__",
                "psl_nope_nope",
                "nonsense",
                "psl_é_éééééééééééééééééééééééééééééééééé",
                "PSL_x"
            })
    void what_was_never_a_key_is_none(String text) {
        assertThat(KeyText.parse(text)).isNull();
    }

    @Test
    void a_text_of_any_length_is_read_without_harm() {
        assertThat(KeyText.parse("psl_" + "a".repeat(1_000_000))).isNull();
    }

    @Test
    void its_words_do_not_hold_the_secret() {
        KeyText key = KeyText.fresh(NOW);
        assertThat(key.toString()).doesNotContain(key.secret());
    }
}
