package org.passerelle.event;

import java.time.Duration;
import org.passerelle.setting.Settings;

/** @param keep how long what happened is kept, to be told again; longer than the last attempt to tell it takes */
public record EventSettings(Duration keep) {

    private static final int DAYS = 30;
    private static final int FEWEST_DAYS = 7;
    private static final int MOST_DAYS = 3_650;

    public static EventSettings from(Settings settings) {
        return new EventSettings(Duration.ofDays(settings.number("eventsKeptDays", DAYS, FEWEST_DAYS, MOST_DAYS)));
    }
}
