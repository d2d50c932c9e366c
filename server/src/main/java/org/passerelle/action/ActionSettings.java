package org.passerelle.action;

import java.nio.file.Path;
import java.time.Duration;
import org.passerelle.setting.Settings;

/**
 * @param folder where bodies and results lie; nodes that share a catalogue share it
 * @param keep how long a result is kept
 */
public record ActionSettings(Path folder, Duration keep) {

    private static final int DAYS = 7;
    private static final int LONGEST_DAYS = 365;

    public static ActionSettings from(Settings settings, Path dataFolder) {
        String folder = settings.text("actionsFolder");
        return new ActionSettings(
                folder == null ? dataFolder.resolve("actions") : dataFolder.resolve(folder),
                Duration.ofDays(settings.number("actionsKeptDays", DAYS, 1, LONGEST_DAYS)));
    }
}
