package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.signin.Door.NEW;
import static org.passerelle.signin.Door.OLD;
import static org.passerelle.signin.Door.V1;
import static org.passerelle.signin.Door.choose;
import static org.passerelle.signin.Door.make;
import static org.passerelle.signin.Door.owner;
import static org.passerelle.signin.Door.someone;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told by mail, by a real SMTP server. */
@QuarkusTest
@WithTestResource(MailHouse.class)
class LettersTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int LOOKS = 60;
    private static final int ENOUGH = 12;
    private static final int LOOK_MILLIS = 1_000;

    private static GreenMail post;

    @BeforeAll
    static void open() {
        int port = ConfigProvider.getConfig().getValue(MailHouse.PORT, Integer.class);
        post = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        post.start();
    }

    @AfterAll
    static void close() {
        post.stop();
    }

    @BeforeEach
    void empty() throws FolderException {
        post.purgeEmailFromAllMailboxes();
    }

    private MimeMessage letter(int number) {
        boolean came = false;
        for (int i = 0; i < LOOKS && !came; i++) {
            came = post.waitForIncomingEmail(LOOK_MILLIS, number); // misses one that comes while it begins to wait
        }
        assertThat(came).as("a letter came").isTrue();
        return post.getReceivedMessages()[number - 1];
    }

    private static String text(MimeMessage letter) {
        try {
            return (String) letter.getContent();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String reader(String language) {
        return "reader-" + COUNT.incrementAndGet() + "-" + language + "@example.org";
    }

    @Test
    void an_invitation_goes_to_the_address_and_its_link_opens() throws MessagingException {
        String address = reader("fr");
        String id = someone(Map.of("email", address, "language", "fr-CA", "name", "Zoé {0} <x>"), null, "api.access");
        make(owner(), "invite", id).statusCode(201).body("sentTo", equalTo(address));
        MimeMessage letter = letter(1);
        assertThat(letter.getRecipients(Message.RecipientType.TO)[0]).hasToString(address);
        assertThat(letter.getFrom()[0]).hasToString("passerelle@example.org");
        assertThat(letter.getSubject()).isEqualTo("Votre accès à Passerelle");
        assertThat(text(letter)).contains("Bonjour Zoé {0} <x>,", "Votre identifiant : " + id);
        choose(link(text(letter)), NEW).statusCode(200);
        MimeMessage news = letter(2);
        assertThat(news.getSubject()).isEqualTo("Votre mot de passe a changé");
        assertThat(text(news)).doesNotContain("token");
    }

    private static String link(String text) {
        return Door.token(Arrays.stream(text.split("\\s+"))
                .filter(word -> word.contains("/console/password#token="))
                .findFirst()
                .orElseThrow());
    }

    private static Response forgotten(String user) {
        return Door.nobody().body(Map.of("user", user)).post(V1 + "auth/password/forgotten");
    }

    /** One letter comes, of five requests; none of an owner, of one without a password or an address, of one that is disabled, of one that is not there. */
    @Test
    void who_has_forgotten_his_password_gets_one_link_and_the_answer_tells_nobody_who_is_there() throws Exception {
        String id = someone(Map.of("email", reader("en")), OLD, "api.access");
        var silent = List.of(
                someone(Map.of("email", reader("en"), "kind", "owner"), OLD),
                someone(Map.of("email", reader("en"), "active", false), OLD),
                someone(Map.of("email", reader("en")), null, "api.access"),
                someone("inhouse", OLD),
                "nobody-" + id);
        Response first = forgotten(silent.getLast());
        for (String user : silent) {
            Response answer = forgotten(user);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body().asString()).isEqualTo(first.body().asString());
        }
        forgotten(id).then().statusCode(202);
        forgotten(id).then().statusCode(202);
        MimeMessage letter = letter(1);
        assertThat(letter.getSubject()).isEqualTo("Choose a new password");
        choose(link(text(letter)), NEW).statusCode(200);
        assertThat(letter(2).getSubject()).isEqualTo("Your password was changed");
        assertThat(post.getReceivedMessages()).hasSize(2);
    }

    @Test
    void who_asks_often_waits_whether_the_account_is_there_or_not() {
        String id = someone(Map.of("email", reader("en")), OLD, "api.access");
        for (String user : List.of(id, "nobody-" + id)) {
            int taken = 0;
            int status = 202;
            while (status == 202 && taken < ENOUGH) {
                status = forgotten(user).statusCode();
                taken += status == 202 ? 1 : 0;
            }
            assertThat(status).as("after " + taken).isEqualTo(429);
            assertThat(taken).isGreaterThanOrEqualTo(5); // more where a request comes after the first, short waits
        }
        letter(1);
    }
}
