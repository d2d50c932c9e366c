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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.credential.PasswordSource.Match;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;

/**
 * A user name and a password, as {@code Basic} sends them (RFC 7617, in UTF-8). An account with a password here is asked here, anybody else
 * in the directory, if there is one. A wrong password and an unknown user cost the same time and get the same answer. A pair that held is
 * remembered for a minute under a keyed digest that dies with the process; for a day it is known that it held, and then it is not kept
 * waiting when others guess. Thread-safe.
 */
@Singleton
final class PasswordLogin {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final Duration PROVEN = Duration.ofDays(1);
    private static final int MOST = 10_000;

    private static final Caller.Credential CREDENTIAL = new Caller.Credential(Caller.Kind.PASSWORD, "", null);

    private final LocalPasswords local;
    private final DirectoryPasswords directory;
    private final Callers callers;
    private final FailedLogins failures;
    private final CredentialSettings settings;
    private final SecretKeySpec digestKey = digestKey();
    private final Cache<ByteBuffer, Match> held =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    /** Nobody who has not the password can be in it. */
    private final Cache<ByteBuffer, Match> proven =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PROVEN).build();

    @Inject
    PasswordLogin(
            LocalPasswords local,
            DirectoryPasswords directory,
            Callers callers,
            FailedLogins failures,
            CredentialSettings settings,
            Catalogue catalogue) {
        this.local = local;
        this.directory = directory;
        this.callers = callers;
        this.failures = failures;
        this.settings = settings;
        catalogue.onChange(Topic.PEOPLE, held::invalidateAll);
    }

    /**
     * @param encoded what stands after {@code Basic} in the header
     * @throws Fault 401, always the same; 429 after too many wrong ones from there; 503 when too many passwords are being checked, or
     *     the directory that would know does not answer
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
        ByteBuffer digest = digest(user + ":" + password);
        Match match = standing(held, digest).orElse(null);
        if (match == null) {
            long began = System.nanoTime();
            match = checked(user, password, digest, address).orElseThrow(() -> refusal(began));
            held.put(digest, match);
            proven.put(digest, match);
        }
        return callers.of(match.account(), CREDENTIAL, Permissions.ALL, Bounds.Bound.NONE)
                .orElseThrow(Fault::unauthenticated);
    }

    private Optional<Match> checked(String user, String password, ByteBuffer digest, String address) {
        PasswordSource source = local.has(user) || !directory.isThere() ? local : directory;
        if (standing(proven, digest).isPresent()) {
            return source.match(user, password);
        }
        var found = new AtomicReference<Optional<Match>>(Optional.empty());
        failures.check(address, user, () -> {
            // who waited here for another with the same pair need not ask again
            found.set(standing(held, digest).or(() -> source.match(user, password)));
            return found.get().isPresent();
        });
        return found.get();
    }

    private static Optional<Match> standing(Cache<ByteBuffer, Match> cache, ByteBuffer digest) {
        return Optional.ofNullable(cache.getIfPresent(digest)).filter(Match::stands);
    }

    private Fault refusal(long began) {
        try {
            Thread.sleep(directory.soonestRefusal().minusNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Fault.unauthenticated();
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
