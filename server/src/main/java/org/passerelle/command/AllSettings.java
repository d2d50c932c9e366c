package org.passerelle.command;

import java.nio.file.Path;
import java.util.Map;
import org.passerelle.action.ActionSettings;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.connection.ConnectionSettings;
import org.passerelle.credential.CredentialSettings;
import org.passerelle.event.EventSettings;
import org.passerelle.gate.GateSettings;
import org.passerelle.idempotency.IdempotencySettings;
import org.passerelle.limit.LimitSettings;
import org.passerelle.oauth.OAuthSettings;
import org.passerelle.setting.Settings;
import org.passerelle.token.TokenSettings;

/** The settings of every capability, read together, so that all problems are told at once and a key that nobody reads is one of them. */
record AllSettings(
        CatalogueSettings catalogue,
        ConnectionSettings connections,
        CredentialSettings credentials,
        LimitSettings limits,
        TokenSettings tokens,
        OAuthSettings oauth,
        GateSettings gate,
        ActionSettings actions,
        IdempotencySettings idempotency,
        EventSettings events) {

    /**
     * @param port on which the server listens
     * @throws Settings.SettingsProblem with everything that is wrong
     */
    static AllSettings read(Path dataFolder, Map<String, String> environment, int port) {
        var settings = Settings.read(dataFolder, environment);
        var gate = GateSettings.from(settings, port);
        var all = new AllSettings(
                CatalogueSettings.from(settings, dataFolder),
                ConnectionSettings.from(settings, dataFolder),
                CredentialSettings.from(settings),
                LimitSettings.from(settings),
                TokenSettings.from(settings, gate.publicUrl()),
                OAuthSettings.from(settings),
                gate,
                ActionSettings.from(settings, dataFolder),
                IdempotencySettings.from(settings),
                EventSettings.from(settings));
        settings.check();
        return all;
    }
}
