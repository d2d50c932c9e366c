package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Vault;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.credential.Secrets;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.Revocations;

/**
 * Who sits at a browser, as a cookie tells it that nobody else can make. A sign-in is one of the console, wherever it was done: it holds as long
 * as that session does, until the password changes, the account is switched off, or its tokens are taken back. The cookie itself comes along
 * from other sites, and opens the authorization pages and nothing else.
 */
@Singleton
public final class Visitors {

    /** Of a form of somebody who has not signed in. */
    private static final Duration LASTS = Duration.ofMinutes(30);

    private static final int NONCE = 22;
    private static final Pattern COOKIE = Pattern.compile(
            "([A-Za-z0-9]{22})\\.(\\d{1,15})\\.(\\d{1,18})\\.([0-9a-v]{18}|)\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]{43})");

    private final People people;
    private final ConsoleSessions sessions;
    private final Revocations revocations;
    private final Catalogue catalogue;
    private final SecretKeySpec key;
    private final Clock clock;

    @Inject
    Visitors(
            People people,
            ConsoleSessions sessions,
            Revocations revocations,
            Catalogue catalogue,
            Vault vault,
            Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.revocations = revocations;
        this.catalogue = catalogue;
        this.key = new SecretKeySpec(vault.derive("sign-ins of browsers"), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Somebody at a browser.
     *
     * @param user empty as long as nobody has signed in
     * @param since when he did
     * @param revocations how many there had been then
     * @param cookie as the browser keeps it
     */
    public record Visitor(String user, Instant since, long revocations, String cookie) {

        public boolean isSignedIn() {
            return !user.isEmpty();
        }

        @Override
        public String toString() {
            return isSignedIn() ? user : "somebody";
        }
    }

    /** Somebody of whom nothing is known. */
    public Visitor stranger() {
        return made("", "", 0);
    }

    /** Somebody whose session has just begun; under another cookie than before. */
    public Visitor signedIn(String user, String session) {
        return made(user, session, revocations.count(catalogue));
    }

    private Visitor made(String user, String session, long count) {
        long since = clock.millis();
        String text = Secrets.fresh(NONCE) + "." + since + "." + count + "." + session + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return new Visitor(user, Instant.ofEpochMilli(since), count, text + "." + seal(text + passwordOf(user)));
    }

    /** Who showed this cookie; empty for one that was not made here, or that says of a sign-in what does not hold any more. */
    public Optional<Visitor> known(@Nullable String cookie) {
        Matcher parts = COOKIE.matcher(cookie == null ? "" : cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String user = decoded(parts.group(5));
        Instant made = Instant.ofEpochMilli(Long.parseLong(parts.group(2)));
        long count = Long.parseLong(parts.group(3));
        String text = parts.group().substring(0, parts.start(6) - 1);
        if (!same(seal(text + passwordOf(user)), parts.group(6))) {
            return Optional.empty();
        }
        Optional<Instant> since = user.isEmpty() ? fresh(made) : since(parts.group(4), user, count);
        return since.map(began -> new Visitor(user, began, count, parts.group()));
    }

    private Optional<Instant> fresh(Instant made) {
        return Optional.of(made).filter(at -> clock.instant().isBefore(at.plus(LASTS)));
    }

    /** Empty for what was not encoded here. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Optional<Instant> since(String session, String user, long count) {
        boolean still = people.find(user).filter(Account::active).isPresent()
                && revocations.hold(catalogue, count, "", user, null);
        return still ? sessions.since(session, user) : Optional.empty();
    }

    /** What a form must send back, so that it was this page that sent it (RFC 6749 §10.12): for this browser and this request only. */
    public String formToken(Visitor visitor, String request) {
        return seal("form\n" + visitor.cookie + "\n" + request);
    }

    public boolean isFormToken(Visitor visitor, String request, @Nullable String token) {
        return token != null && same(formToken(visitor, request), token);
    }

    private String passwordOf(String user) {
        return "\n" + people.find(user).map(Account::password).orElse("");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String seal(String text) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
