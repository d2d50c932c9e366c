package org.passerelle.setting;

import java.util.Map;

/** Reads all settings as a start of the server does. */
@FunctionalInterface
public interface SettingsReader {

    /**
     * @param kept by name, from the catalogue; file and environment win over them
     * @throws Settings.SettingsProblem with everything that is wrong
     */
    Settings read(Map<String, String> kept);
}
