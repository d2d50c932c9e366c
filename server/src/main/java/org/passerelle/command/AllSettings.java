package org.passerelle.command;

import java.nio.file.Path;
import java.util.Map;
import org.passerelle.action.ActionSettings;
import org.passerelle.attachment.AttachmentSettings;
import org.passerelle.audit.AuditSettings;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.connection.ConnectionSettings;
import org.passerelle.connection.SlowSettings;
import org.passerelle.credential.CredentialSettings;
import org.passerelle.credential.KeySettings;
import org.passerelle.directory.DirectorySettings;
import org.passerelle.document.DocumentSettings;
import org.passerelle.event.EventSettings;
import org.passerelle.gate.GateSettings;
import org.passerelle.gate.TraceSettings;
import org.passerelle.idempotency.IdempotencySettings;
import org.passerelle.licence.LicenceSettings;
import org.passerelle.limit.LimitSettings;
import org.passerelle.mail.MailSettings;
import org.passerelle.oauth.OAuthSettings;
import org.passerelle.outgoing.OutgoingSettings;
import org.passerelle.publication.PublicSettings;
import org.passerelle.setting.Settings;
import org.passerelle.signin.OidcSettings;
import org.passerelle.signin.SignInSettings;
import org.passerelle.system.SystemSettings;
import org.passerelle.token.TokenSettings;
import org.passerelle.webhook.WebhookSettings;

/** The settings of every capability, read together, so that all problems are told at once and a key that nobody reads is one of them. */
record AllSettings(
        CatalogueSettings catalogue,
        ConnectionSettings connections,
        CredentialSettings credentials,
        KeySettings keys,
        DirectorySettings directory,
        LimitSettings limits,
        TokenSettings tokens,
        OAuthSettings oauth,
        GateSettings gate,
        MailSettings mail,
        SignInSettings signIn,
        OidcSettings oidc,
        ActionSettings actions,
        AttachmentSettings attachments,
        IdempotencySettings idempotency,
        EventSettings events,
        OutgoingSettings outgoing,
        WebhookSettings webhooks,
        AuditSettings audit,
        PublicSettings publicData,
        LicenceSettings licences,
        SystemSettings system,
        TraceSettings traces,
        SlowSettings slow,
        DocumentSettings document) {

    /**
     * @param port on which the server listens
     * @param kept those of the catalogue, by name
     * @throws Settings.SettingsProblem with everything that is wrong
     */
    static AllSettings read(Path dataFolder, Map<String, String> environment, int port, Map<String, String> kept) {
        var settings = Settings.read(dataFolder, environment, kept);
        var all = of(settings, dataFolder, port);
        settings.check();
        return all;
    }

    /** The same, as texts, after everybody has asked for his own. */
    static Settings texts(Path dataFolder, Map<String, String> environment, int port, Map<String, String> kept) {
        var settings = Settings.read(dataFolder, environment, kept);
        of(settings, dataFolder, port);
        settings.check();
        return settings;
    }

    private static AllSettings of(Settings settings, Path dataFolder, int port) {
        var gate = GateSettings.from(settings, port);
        return new AllSettings(
                CatalogueSettings.from(settings, dataFolder),
                ConnectionSettings.from(settings, dataFolder),
                CredentialSettings.from(settings),
                KeySettings.from(settings, dataFolder, gate.domains().keySet()),
                DirectorySettings.from(settings),
                LimitSettings.from(settings),
                TokenSettings.from(settings, gate.publicUrl()),
                OAuthSettings.from(settings),
                gate,
                MailSettings.from(settings),
                SignInSettings.from(settings),
                OidcSettings.from(settings),
                ActionSettings.from(settings, dataFolder),
                AttachmentSettings.from(settings, dataFolder),
                IdempotencySettings.from(settings),
                EventSettings.from(settings),
                OutgoingSettings.from(settings),
                WebhookSettings.from(settings),
                AuditSettings.from(settings, dataFolder),
                PublicSettings.from(settings, dataFolder),
                LicenceSettings.from(settings),
                SystemSettings.from(settings),
                TraceSettings.from(settings),
                SlowSettings.from(settings),
                DocumentSettings.from(settings));
    }
}
