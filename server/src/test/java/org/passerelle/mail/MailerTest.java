package org.passerelle.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.engine.Ports;
import org.passerelle.http.Soon;

/** To whom a letter is handed, and to whom not. */
class MailerTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final Letter LETTER = new Letter("anne@example.org", "Été", "Bonjour");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    private Mailer mailer(int port, MailSettings.Security security) {
        return new Mailer(new MailSettings("localhost", port, security, null, null, "passerelle@example.org"), vertx);
    }

    private static Object outcome(Mailer mailer) throws Exception {
        return mailer.trySending(LETTER)
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void a_letter_goes_to_a_server_that_is_trusted_as_the_settings_say() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        try {
            outcome(mailer(server.getSmtp().getPort(), MailSettings.Security.NONE));
            assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Été");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_letter_waits_for_a_server_that_is_away() throws Exception {
        int port = Ports.free();
        var mailer = mailer(port, MailSettings.Security.NONE);
        assertThatThrownBy(() -> outcome(mailer)).isNotNull();
        mailer.send(LETTER);
        var back = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            Soon.atLast("the letter comes", () -> back.getReceivedMessages().length == 1);
        } finally {
            back.stop();
        }
    }

    /** One that does not encrypt gets nothing where it must, and neither does one whose certificate nobody vouches for. */
    @ParameterizedTest
    @CsvSource({"smtp, STARTTLS", "smtps, TLS"})
    void a_letter_goes_to_no_other(String protocol, MailSettings.Security security) {
        var server = new GreenMail(new ServerSetup(0, "localhost", protocol).dynamicPort());
        server.start();
        try {
            int port = protocol.equals("smtp")
                    ? server.getSmtp().getPort()
                    : server.getSmtps().getPort();
            assertThatThrownBy(() -> outcome(mailer(port, security))).isNotNull();
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void without_a_server_nothing_is_sent_and_nobody_waits() {
        var none = new Mailer(new MailSettings(null, 25, MailSettings.Security.NONE, null, null, ""), vertx);
        assertThat(none.sends()).isFalse();
        none.send(LETTER);
    }
}
