package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import org.passerelle.mail.Letter;
import org.passerelle.mail.Mailer;
import org.passerelle.people.Account;

/** What people are told by mail about how they come in, in their language, where a mail server is configured and they have an address. */
@Singleton
final class Letters {

    private final Mailer mailer;
    private final ZoneId zone;

    @Inject
    Letters(Mailer mailer, ZoneId zone) {
        this.mailer = mailer;
        this.zone = zone;
    }

    /** What happened to the account of him who reads it. */
    enum News {
        PASSWORD_CHANGED,
        SECOND_FACTOR_ADDED,
        SECOND_FACTOR_REMOVED,
        RECOVERY_CODE_USED
    }

    boolean areSent() {
        return mailer.sends();
    }

    /** To where a letter to this account would go; empty where none would. */
    Optional<String> address(Account account) {
        return mailer.sends() ? Optional.ofNullable(account.contact().email()) : Optional.empty();
    }

    /** @param link the whole of it */
    void link(Account account, PasswordLink.Purpose purpose, URI link, Instant ends) {
        Locale language = language(account);
        String until = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(zone(account))
                .format(ends);
        send(account, purpose.word(), account.name(), account.id(), link, until);
    }

    void news(Account account, News news, URI server) {
        send(account, news.name().toLowerCase(Locale.ROOT), account.name(), account.id(), server, "");
    }

    private void send(Account account, String which, Object... parts) {
        address(account).ifPresent(to -> {
            var texts = ResourceBundle.getBundle("messages.mail", language(account));
            mailer.send(new Letter(
                    to,
                    texts.getString(which + "_subject"),
                    new MessageFormat(texts.getString(which + "_text"), language(account)).format(parts)));
        });
    }

    private static Locale language(Account account) {
        String tag = Objects.requireNonNullElse(account.contact().language(), "");
        return Locale.forLanguageTag(tag).getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    }

    private ZoneId zone(Account account) {
        String own = account.contact().timeZone();
        return own == null ? zone : ZoneId.of(own);
    }
}
