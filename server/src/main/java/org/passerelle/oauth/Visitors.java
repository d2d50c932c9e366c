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
import org.passerelle.credential.Secrets;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.Revocations;

/**
 * Who sits at a browser, as a cookie tells it that nobody else can make. A sign-in lasts half an hour, until the password changes, the account
 * is switched off, or its tokens are taken back. It opens the authorization pages, and nothing else.
 */
@Singleton
public final class Visitors {

    private static final Duration LASTS = Duration.ofMinutes(30);
    private static final int NONCE = 22;
    private static final Pattern COOKIE =
            Pattern.compile("([A-Za-z0-9]{22})\\.(\\d{1,15})\\.(\\d{1,18})\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]{43})");

    private final People people;
    private final Revocations revocations;
    private final Catalogue catalogue;
    private final SecretKeySpec key;
    private final Clock clock;

    @Inject
    Visitors(People people, Revocations revocations, Catalogue catalogue, Vault vault, Clock clock) {
        this.people = people;
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
        return made("", 0);
    }

    /** Somebody who has just shown his password; under another cookie than before. */
    public Visitor signedIn(String user) {
        return made(user, revocations.count(catalogue));
    }

    private Visitor made(String user, long count) {
        long since = clock.millis();
        String text = Secrets.fresh(NONCE) + "." + since + "." + count + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return new Visitor(user, Instant.ofEpochMilli(since), count, text + "." + seal(text + passwordOf(user)));
    }

    /** Who showed this cookie; empty for one that was not made here, or that says of a sign-in what does not hold any more. */
    public Optional<Visitor> known(@Nullable String cookie) {
        Matcher parts = COOKIE.matcher(cookie == null ? "" : cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String user = decoded(parts.group(4));
        Instant since = Instant.ofEpochMilli(Long.parseLong(parts.group(2)));
        long count = Long.parseLong(parts.group(3));
        String text = parts.group().substring(0, parts.start(5) - 1);
        boolean ours = same(seal(text + passwordOf(user)), parts.group(5))
                && clock.instant().isBefore(since.plus(LASTS));
        return ours && (user.isEmpty() || isStill(user, count))
                ? Optional.of(new Visitor(user, since, count, parts.group()))
                : Optional.empty();
    }

    /** Empty for what was not encoded here. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isStill(String user, long count) {
        return people.find(user).filter(Account::active).isPresent()
                && revocations.hold(catalogue, count, "", user, null);
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
