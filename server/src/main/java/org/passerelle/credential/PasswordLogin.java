package org.passerelle.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * A user name and a password, as {@code Basic} sends them (RFC 7617, in UTF-8). A wrong password and an unknown user cost the same time and
 * get the same answer. A pair that held is remembered for a minute under a keyed digest that dies with the process; for a day it is known
 * that it held, and then it is not kept waiting when others guess. Thread-safe.
 */
@Singleton
final class PasswordLogin {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final Duration PROVEN = Duration.ofDays(1);
    private static final int MOST = 10_000;
    private static final Caller.Credential CREDENTIAL = new Caller.Credential(Caller.Kind.PASSWORD, "", null);

    private final People people;
    private final Callers callers;
    private final Passwords passwords;
    private final FailedLogins failures;
    private final CredentialSettings settings;
    private final SecretKeySpec digestKey = digestKey();
    private final String nobody = PasswordHash.ofNobody();

    /** Which stored hash a pair was found to match; another hash since then, and it counts no more. */
    private final Cache<ByteBuffer, String> held =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    /** The same, for longer; nobody who has not the password can be in it. */
    private final Cache<ByteBuffer, String> proven =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PROVEN).build();

    @Inject
    PasswordLogin(
            People people,
            Callers callers,
            Passwords passwords,
            FailedLogins failures,
            CredentialSettings settings,
            Catalogue catalogue) {
        this.people = people;
        this.callers = callers;
        this.passwords = passwords;
        this.failures = failures;
        this.settings = settings;
        catalogue.onChange(Topic.PEOPLE, held::invalidateAll);
    }

    /**
     * @param encoded what stands after {@code Basic} in the header
     * @throws Fault 401, always the same; 429 after too many wrong ones from there; 503 when too many passwords are being checked
     */
    Caller verify(String encoded, String address) {
        String pair = settings.basicAuthentication() ? decode(encoded) : null;
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            throw Fault.unauthenticated();
        }
        return verify(pair.substring(0, colon), pair.substring(colon + 1), address);
    }

    /** @throws Fault as for what {@code Basic} sends */
    Caller verify(String user, String password, String address) {
        String hash =
                people.find(user).filter(Account::active).map(Account::password).orElse(null);
        ByteBuffer digest = digest(user + ":" + password);
        if (!isHeld(digest, hash)) {
            BooleanSupplier check = () -> isHeld(digest, hash) || matches(password, hash);
            boolean known = hash != null && hash.equals(proven.getIfPresent(digest));
            if (known ? !check.getAsBoolean() : !failures.check(address, user, check)) {
                throw Fault.unauthenticated();
            }
            held.put(digest, Objects.requireNonNull(hash));
            proven.put(digest, hash);
        }
        return callers.of(user, CREDENTIAL, Permissions.ALL, Bounds.Bound.NONE).orElseThrow(Fault::unauthenticated);
    }

    private boolean isHeld(ByteBuffer digest, @Nullable String hash) {
        return hash != null && hash.equals(held.getIfPresent(digest));
    }

    /** An unknown user costs as much time as a wrong password. */
    private boolean matches(String password, @Nullable String hash) {
        return passwords.matches(password, hash == null ? nobody : hash) && hash != null;
    }

    private ByteBuffer digest(String pair) {
        try {
            Mac mac = Mac.getInstance(digestKey.getAlgorithm());
            mac.init(digestKey);
            return ByteBuffer.wrap(mac.doFinal(pair.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static SecretKeySpec digestKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, "HmacSHA256");
    }

    private static @Nullable String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
