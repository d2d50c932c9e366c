package org.passerelle.command;

import java.nio.file.Path;
import java.util.Map;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.connection.ConnectionSettings;
import org.passerelle.credential.CredentialSettings;
import org.passerelle.gate.GateSettings;
import org.passerelle.setting.Settings;

/** The settings of every capability, read together, so that all problems are told at once and a key that nobody reads is one of them. */
record AllSettings(
        CatalogueSettings catalogue,
        ConnectionSettings connections,
        CredentialSettings credentials,
        GateSettings gate) {

    /**
     * @param port on which the server listens
     * @throws Settings.SettingsProblem with everything that is wrong
     */
    static AllSettings read(Path dataFolder, Map<String, String> environment, int port) {
        var settings = Settings.read(dataFolder, environment);
        var all = new AllSettings(
                CatalogueSettings.from(settings, dataFolder),
                ConnectionSettings.from(settings, dataFolder),
                CredentialSettings.from(settings),
                GateSettings.from(settings, port));
        settings.check();
        return all;
    }
}
