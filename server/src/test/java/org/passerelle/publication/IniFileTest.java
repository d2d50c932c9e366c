package org.passerelle.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code config.ini} as it is found. */
class IniFileTest {

    @Test
    void values_stand_in_quotes_or_without_and_comments_mean_nothing() {
        var values = IniFile.parse("""
                \uFEFF; first
                [section]
                a=1
                B = "two ; # still two" ; comment
                c = 'it''s'
                d = x#y
                e=
                f = "open
                 g\t=\tG\t
                no equals sign
                = no key
                """);
        assertThat(values)
                .containsEntry("A", "1")
                .containsEntry("B", "two ; # still two")
                .containsEntry("C", "it")
                .containsEntry("D", "x")
                .containsEntry("E", "")
                .containsEntry("F", "open")
                .containsEntry("G", "G")
                .hasSize(7);
    }
}
