package org.passerelle.command;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.passerelle.action.ActionSettings;
import org.passerelle.attachment.AttachmentSettings;
import org.passerelle.audit.AuditSettings;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Jobs;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Vault;
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
import org.passerelle.schema.Schemas;
import org.passerelle.setting.SettingsReader;
import org.passerelle.signin.OidcSettings;
import org.passerelle.signin.SignInSettings;
import org.passerelle.system.SystemSettings;
import org.passerelle.token.TokenSettings;
import org.passerelle.webhook.WebhookSettings;

/** Hands the opened data folder to the server's beans, and closes it when the last request has gone. */
@Singleton
final class Wiring {

    /** The data folder. */
    static final String DATA = "passerelle.data";

    private final House house;
    private final int port;

    @Inject
    Wiring(
            @ConfigProperty(name = DATA, defaultValue = "data") Path data,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.house = House.take(data, port);
        this.port = port;
    }

    void start(@Observes StartupEvent start, Schemas schemas, Jobs jobs, Lanes lanes) {
        house.catalogue().watch();
        schemas.watch();
        jobs.start();
        lanes.start();
    }

    void stop(@Observes ShutdownEvent end, Schemas schemas, Jobs jobs, Lanes lanes) {
        lanes.close();
        jobs.close();
        schemas.stop();
    }

    @PreDestroy
    void close() {
        house.close();
    }

    @Produces
    @Singleton
    House house() {
        return house;
    }

    @Produces
    @Singleton
    Catalogue catalogue() {
        return house.catalogue();
    }

    @Produces
    @Singleton
    Vault vault() {
        return house.vault();
    }

    @Produces
    @Singleton
    CatalogueSettings catalogueSettings() {
        return house.settings().catalogue();
    }

    @Produces
    @Singleton
    ConnectionSettings connectionSettings() {
        return house.settings().connections();
    }

    @Produces
    @Singleton
    CredentialSettings credentialSettings() {
        return house.settings().credentials();
    }

    @Produces
    @Singleton
    KeySettings keySettings() {
        return house.settings().keys();
    }

    @Produces
    @Singleton
    DirectorySettings directorySettings() {
        return house.settings().directory();
    }

    @Produces
    @Singleton
    Jobs jobs(Catalogue catalogue, @All List<Jobs.Job> jobs, Clock clock) {
        return new Jobs(catalogue, jobs, clock);
    }

    @Produces
    @Singleton
    LimitSettings limitSettings() {
        return house.settings().limits();
    }

    @Produces
    @Singleton
    DocumentSettings documentSettings() {
        return house.settings().document();
    }

    @Produces
    @Singleton
    ActionSettings actionSettings() {
        return house.settings().actions();
    }

    @Produces
    @Singleton
    IdempotencySettings idempotencySettings() {
        return house.settings().idempotency();
    }

    @Produces
    @Singleton
    Lanes lanes(Catalogue catalogue, @All List<Lanes.Lane> lanes, Clock clock) {
        return new Lanes(catalogue, lanes, clock);
    }

    @Produces
    @Singleton
    OutgoingSettings outgoingSettings() {
        return house.settings().outgoing();
    }

    @Produces
    @Singleton
    WebhookSettings webhookSettings() {
        return house.settings().webhooks();
    }

    @Produces
    @Singleton
    AttachmentSettings attachmentSettings() {
        return house.settings().attachments();
    }

    @Produces
    @Singleton
    EventSettings eventSettings() {
        return house.settings().events();
    }

    @Produces
    @Singleton
    SlowSettings slowSettings() {
        return house.settings().slow();
    }

    @Produces
    @Singleton
    TraceSettings traceSettings() {
        return house.settings().traces();
    }

    @Produces
    @Singleton
    SystemSettings systemSettings() {
        return house.settings().system();
    }

    @Produces
    @Singleton
    SettingsReader settingsReader() {
        return kept -> AllSettings.texts(house.dataFolder(), System.getenv(), port, kept);
    }

    @Produces
    @Singleton
    AuditSettings auditSettings() {
        return house.settings().audit();
    }

    @Produces
    @Singleton
    TokenSettings tokenSettings() {
        return house.settings().tokens();
    }

    @Produces
    @Singleton
    OAuthSettings oauthSettings() {
        return house.settings().oauth();
    }

    @Produces
    @Singleton
    GateSettings gateSettings() {
        return house.settings().gate();
    }

    @Produces
    @Singleton
    LicenceSettings licenceSettings() {
        return house.settings().licences();
    }

    @Produces
    @Singleton
    PublicSettings publicSettings() {
        return house.settings().publicData();
    }

    @Produces
    @Singleton
    MailSettings mailSettings() {
        return house.settings().mail();
    }

    @Produces
    @Singleton
    SignInSettings signInSettings() {
        return house.settings().signIn();
    }

    @Produces
    @Singleton
    OidcSettings oidcSettings() {
        return house.settings().oidc();
    }

    @Produces
    @Singleton
    ZoneId timeZone() {
        return house.settings().connections().timeZone();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
