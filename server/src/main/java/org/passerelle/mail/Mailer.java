package org.passerelle.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters, while nobody waits. What could not be handed over is tried again for some minutes, unless the mail server refused it for good (RFC 5321
 * §4.2.1); what is given up is told in the log, without what was in it. Thread-safe.
 */
@Singleton
public final class Mailer {

    private static final Logger LOG = Logger.getLogger(Mailer.class);
    private static final int PATIENCE_MILLIS = 20_000;

    /** Milliseconds from a try to the next. A letter that waits is in memory alone: a link to an account is written nowhere. */
    private static final List<Integer> PAUSES = List.of(1_000, 15_000, 60_000, 300_000);

    private final MailSettings settings;
    private final Vertx vertx;
    private final @Nullable MailClient client;

    @Inject
    Mailer(MailSettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
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
                .setOwnHostname(domain(settings.from())) // what this machine is called inside is nobody's concern
                .setKeepAlive(false);
        config.setHostnameVerificationAlgorithm("HTTPS").setConnectTimeout(PATIENCE_MILLIS);
        if (settings.user() != null) {
            config.setUsername(settings.user()).setPassword(settings.password());
        }
        return config;
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Whether a server is configured. */
    public boolean sends() {
        return client != null;
    }

    /** Nothing where no server is configured. */
    public void send(Letter letter) {
        if (client != null) {
            send(client, letter, PAUSES.iterator());
        }
    }

    private void send(MailClient by, Letter letter, Iterator<Integer> pauses) {
        sent(by, letter).onFailure(e -> {
            if (pauses.hasNext() && !(e instanceof SMTPException refused && refused.isPermanent())) {
                LOG.infof("a letter to %s could not be sent yet: %s", letter.to(), e.getMessage());
                vertx.setTimer(pauses.next(), timer -> send(by, letter, pauses));
            } else {
                LOG.warnf("a letter to %s could not be sent: %s", letter.to(), e.getMessage());
            }
        });
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
