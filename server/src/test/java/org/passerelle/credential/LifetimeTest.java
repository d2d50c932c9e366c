package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.fault.Fault;

class LifetimeTest {

    @ParameterizedTest
    @CsvSource({"P30D, 2592000", "PT5M, 300", "P1DT2H, 93600", "PT1S, 1", "P2DT3H4M5S, 183845"})
    void days_hours_minutes_and_seconds_are_read(String text, long seconds) {
        assertThat(Lifetime.parse("expires", text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P1M",
                "P1Y",
                "P1W",
                "PT0S",
                "P0D",
                "-PT5M",
                "PT-5M",
                "soon",
                "",
                "5",
                "P",
                "P36526D",
                "PT9223372036854775807S"
            })
    void everything_else_is_a_400_at_the_member(String text) {
        assertThatThrownBy(() -> Lifetime.parse("expires", text))
                .asInstanceOf(type(Fault.class))
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
                    assertThat(fault.errors()).extracting(Fault.Error::pointer).containsExactly("/expires");
                });
    }
}
