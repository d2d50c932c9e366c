package org.passerelle.connection;

import java.time.Duration;
import org.passerelle.setting.Settings;

/** @param from how long a statement takes that is remembered */
public record SlowSettings(Duration from) {

    private static final Duration FROM = Duration.ofSeconds(1);

    public static SlowSettings from(Settings settings) {
        return new SlowSettings(settings.duration("slowQueries", FROM));
    }
}
