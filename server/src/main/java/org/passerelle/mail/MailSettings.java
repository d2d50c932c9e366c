package org.passerelle.mail;

import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * By which SMTP server mail leaves. Only the file and the environment say so: who could change it at run time could read the links that
 * others are sent.
 *
 * @param host null when no mail is sent
 * @param from the address of the sender
 */
public record MailSettings(
        @Nullable String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int SMTP = 25;
    private static final int LAST_PORT = 65_535;

    /** How the connection is guarded. */
    public enum Security {
        /** TLS from the second command on, or no mail (RFC 3207). */
        STARTTLS,
        /** TLS from the first byte on (RFC 8314). */
        TLS,
        /** Nothing: for a server on the same machine. */
        NONE
    }

    public static MailSettings from(Settings settings) {
        String host = settings.text("smtpHost");
        Security security = settings.word("smtpSecurity", Security.STARTTLS);
        int usual = switch (security) {
            case STARTTLS -> SUBMISSION;
            case TLS -> SUBMISSIONS;
            case NONE -> SMTP;
        };
        String from = settings.text("mailFrom", "");
        if (host != null && !from.matches("[^@\\s]+@[^@\\s]+")) {
            settings.problem("mailFrom must be an address such as passerelle@example.org, since smtpHost is set");
        }
        return new MailSettings(
                host,
                settings.number("smtpPort", usual, 1, LAST_PORT),
                security,
                settings.text("smtpUser"),
                settings.text("smtpPassword"),
                from);
    }

    @Override
    public String toString() {
        return "mail by " + host;
    }
}
