package org.passerelle.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done by hand is what a formatter does. */
class QuickTimesTest {

    private static final DateTimeFormatter SLOW = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
            .appendPattern("xx")
            .toFormatter(Locale.ROOT);

    static Stream<OffsetDateTime> moments() {
        var random = new Random(1);
        return Stream.concat(
                Stream.of(
                        OffsetDateTime.parse("0000-01-01T00:00:00Z"),
                        OffsetDateTime.parse("9999-12-31T23:59:59.999999999+18:00"),
                        OffsetDateTime.parse("2024-02-29T12:00:00.100-18:00"),
                        OffsetDateTime.parse("2024-02-29T12:00:00.000001-00:30")),
                Stream.generate(() -> OffsetDateTime.of(
                                LocalDateTime.ofEpochSecond(
                                        random.nextLong(-62_000_000_000L, 253_000_000_000L),
                                        random.nextInt(1_000_000_000) / 1_000_000 * 1_000_000
                                                + (random.nextBoolean() ? random.nextInt(1_000_000) : 0),
                                        ZoneOffset.UTC),
                                ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60)))
                        .limit(2_000));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void it_writes_what_a_formatter_writes_and_reads_it_again(OffsetDateTime moment) {
        String text = SLOW.format(moment);
        assertThat(QuickTimes.text(moment)).isEqualTo(text);
        assertThat(QuickTimes.read(text)).isEqualTo(moment);
        assertThat(QuickTimes.read(text.substring(0, text.length() - 5))).isEqualTo(moment.toLocalDateTime());
    }

    @Test
    void it_leaves_what_is_not_common_to_the_formatter() {
        assertThat(QuickTimes.text(OffsetDateTime.parse("+12345-01-01T00:00:00Z")))
                .isNull();
        assertThat(QuickTimes.text(OffsetDateTime.parse("-0044-03-15T00:00:00Z")))
                .isNull();
        assertThat(QuickTimes.text(OffsetDateTime.parse("1880-01-01T00:00:00+00:09:21")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-06-01T12:27:19Z",
                "2016-06-01 12:27:19+02",
                "2016-06-01T12:27:19.5+0200",
                "2016-06-01T12:27:19.123456789-02:30"
            })
    void it_reads_the_common_forms(String text) {
        assertThat(QuickTimes.read(text))
                .isInstanceOf(OffsetDateTime.class)
                .isEqualTo(Times.parse(text, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2016-06-01",
                "2016-06-01T12:27",
                "2016-02-30T12:27:19",
                "2016-06-01T24:00:00",
                "2016-06-01T12:27:60Z",
                "2016-06-01T12:27:19.",
                "2016-06-01T12:27:19.1234567890",
                "2016-06-01T12:27:19+19:00",
                "2016-06-01T12:27:19+2",
                "2016-06-01T12:27:19+02:0",
                "2016-06-01T12:27:19+02-00",
                "2016-06-01t12:27:19Z",
                "2016-06-01T12:27:1٣",
                "16-06-01T12:27:19 CET"
            })
    void it_reads_nothing_else(String text) {
        assertThat(QuickTimes.read(text)).isNull();
    }
}
