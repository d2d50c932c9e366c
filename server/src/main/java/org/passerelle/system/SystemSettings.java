package org.passerelle.system;

import java.time.Duration;
import org.passerelle.setting.Settings;

/**
 * @param farewell how long a server that is told to stop says that it is not ready, and answers all the same, before it lets nobody in
 * @param jsonLog whether lines of the log are JSON objects, and not text
 */
public record SystemSettings(Duration farewell, boolean jsonLog) {

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** As what a line of the log is written. */
    private enum LogFormat {
        TEXT,
        JSON
    }

    public static SystemSettings from(Settings settings) {
        return new SystemSettings(
                settings.duration("shutdownDelay", FAREWELL),
                settings.word("logFormat", LogFormat.TEXT) == LogFormat.JSON);
    }
}
