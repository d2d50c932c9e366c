package org.passerelle.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends letters, while nobody waits: what cannot be sent is told in the log, without what was in it. Thread-safe. */
@Singleton
public final class Mailer {

    private static final Logger LOG = Logger.getLogger(Mailer.class);
    private static final int PATIENCE_MILLIS = 20_000;

    private final MailSettings settings;
    private final @Nullable MailClient client;

    @Inject
    Mailer(MailSettings settings, Vertx vertx) {
        this.settings = settings;
        this.client = settings.host() == null ? null : MailClient.create(vertx, config(settings, settings.host()));
    }

    private static MailConfig config(MailSettings settings, String host) {
        var config = new MailConfig()
                .setHostname(host)
                .setPort(settings.port())
                .setSsl(settings.security() == MailSettings.Security.TLS)
                .setStarttls(
                        settings.security() == MailSettings.Security.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setLogin(settings.user() == null ? LoginOption.DISABLED : LoginOption.REQUIRED)
                .setKeepAlive(false);
        config.setHostnameVerificationAlgorithm("HTTPS").setConnectTimeout(PATIENCE_MILLIS);
        if (settings.user() != null) {
            config.setUsername(settings.user()).setPassword(settings.password());
        }
        return config;
    }

    /** Whether a server is configured. */
    public boolean sends() {
        return client != null;
    }

    /** Nothing where no server is configured. */
    public void send(Letter letter) {
        if (client != null) {
            sent(client, letter)
                    .onFailure(e -> LOG.warnf("a letter to %s could not be sent: %s", letter.to(), e.getMessage()));
        }
    }

    private Future<MailResult> sent(MailClient by, Letter letter) {
        return by.sendMail(new MailMessage()
                .setFrom(settings.from())
                .setTo(letter.to())
                .setSubject(letter.subject())
                .setText(letter.text())
                .addHeader("Auto-Submitted", "auto-generated")); // RFC 3834 §5: nobody answers it by a machine
    }

    /** The same, with what comes of it. */
    Future<MailResult> trySending(Letter letter) {
        return sent(Objects.requireNonNull(client), letter);
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }
}
