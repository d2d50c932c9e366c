package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a refresh token that is shown: the whole table. */
class RefreshTokenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    /** Seconds from now; a dash for what there is not. */
    @ParameterizedTest
    @CsvSource({
        // own client, ends, used, next used, grace → turn
        "true,  60,   -,  -,  0, ROTATE",
        "true,   1,   -,  -,  0, ROTATE",
        "true,   0,   -,  -,  0, REFUSE",
        "true, -60,   -,  -,  0, REFUSE",
        "false, 60,   -,  -,  0, REFUSE",
        "false, 60, -10,  -,  0, REFUSE",
        "true,  60, -10,  -,  0, REPLAY",
        "true,  60,   0,  -,  0, REPLAY",
        "true, -60, -90,  -,  0, REFUSE",
        "true,  60, -10,  -, 30, AGAIN",
        "true,  60, -29,  -, 30, AGAIN",
        "true,  60, -30,  -, 30, REPLAY",
        "true,  60, -10, -5, 30, REPLAY",
    })
    void it_has_its_turn(boolean ownClient, int ends, String used, String nextUsed, int grace, RefreshToken.Turn turn) {
        var shown = new RefreshToken("one", "grant", NOW.plusSeconds(ends), at(used), used.equals("-") ? null : "two");
        RefreshToken next =
                used.equals("-") ? null : new RefreshToken("two", "grant", NOW.plusSeconds(600), at(nextUsed), null);
        assertThat(shown.turn(ownClient, next, NOW, Duration.ofSeconds(grace))).isEqualTo(turn);
    }

    private static @Nullable Instant at(String seconds) {
        return seconds.equals("-") ? null : NOW.plusSeconds(Integer.parseInt(seconds));
    }
}
