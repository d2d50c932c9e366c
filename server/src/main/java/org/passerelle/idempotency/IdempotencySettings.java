package org.passerelle.idempotency;

import java.time.Duration;
import org.passerelle.setting.Settings;

/** @param keep how long a key is remembered, with the answer to its call */
public record IdempotencySettings(Duration keep) {

    private static final int HOURS = 24;
    private static final int LONGEST_HOURS = 24 * 90;

    public static IdempotencySettings from(Settings settings) {
        return new IdempotencySettings(
                Duration.ofHours(settings.number("idempotencyKeptHours", HOURS, 1, LONGEST_HOURS)));
    }
}
