package org.passerelle.publication;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * Where {@code config.ini} is.
 *
 * @param provide what stands in place of its {@code API_PROVIDE}: the setting {@code apiProvide}, or {@code PASSERELLE_API_PROVIDE}
 */
public record PublicSettings(Path dataFolder, @Nullable String provide) {

    public static PublicSettings from(Settings settings, Path dataFolder) {
        return new PublicSettings(dataFolder.toAbsolutePath(), settings.text("apiProvide"));
    }
}
