package org.passerelle.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;

/**
 * Whether an API key holds. On the road of every request: a key that was seen is remembered (what it is, never what its user may do) until
 * any credential changes. Thread-safe.
 */
@Singleton
public final class KeyCheck {

    private static final int REMEMBERED = 50_000;
    private static final long STAMP_MILLIS = 60_000;

    private final KeyStore store;
    private final Callers callers;
    private final KeyUses uses;
    private final Clock clock;
    private final Cache<String, Known> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private volatile Origins origins = new Origins(Long.MIN_VALUE, Set.of());

    @Inject
    KeyCheck(KeyStore store, Callers callers, KeyUses uses, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.uses = uses;
        this.clock = clock;
    }

    /** A key as it was read from this version of the store; from another one it is read again. */
    private static final class Known {
        private final ApiKey key;
        private final byte[] hash;
        private final Caller.Credential credential;
        private final long version;
        private volatile long stamped;

        Known(ApiKey key, long version) {
            this.key = key;
            this.hash = HexFormat.of().parseHex(key.hash());
            this.credential = new Caller.Credential(Caller.Kind.API_KEY, key.id(), key.expires());
            this.version = version;
            this.stamped = key.lastUsed() == null ? 0 : key.lastUsed().toEpochMilli();
        }
    }

    /** Of whose pages any key may be used, as the store had it in this version. */
    private record Origins(long version, Set<String> all) {}

    /** @throws Fault 401, always the same */
    Caller verify(String text, String address) {
        KeyText presented = KeyText.parse(text);
        Known known = presented == null ? null : known(presented.id());
        if (presented == null || known == null || !MessageDigest.isEqual(known.hash, presented.digest())) {
            throw Fault.unauthenticated();
        }
        ApiKey key = known.key;
        long now = clock.millis();
        if (key.hasEnded(Instant.ofEpochMilli(now))) {
            throw Fault.unauthenticated();
        }
        Caller caller = callers.of(key.user(), key.actor(), known.credential, key.permissions(), key.bound())
                .orElseThrow(Fault::unauthenticated);
        if (now - known.stamped >= STAMP_MILLIS) {
            known.stamped = now;
            uses.note(key.id(), now, address);
        }
        return caller;
    }

    /** The key, if it holds now. */
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(known(id)).map(known -> known.key).filter(key -> !key.hasEnded(clock.instant()));
    }

    /** Whether any key at all may be used on pages from there. */
    public boolean isUsedOnPagesOf(String origin) {
        long version = store.version();
        Origins known = origins;
        if (known.version != version) {
            known = new Origins(version, store.origins());
            origins = known;
        }
        return known.all.contains(origin);
    }

    private @Nullable Known known(String id) {
        long version = store.version(); // before the store is asked: a change meanwhile makes the answer count as old
        Known known = remembered.getIfPresent(id);
        if (known != null && known.version == version) {
            return known;
        }
        known = store.find(id).map(key -> new Known(key, version)).orElse(null);
        if (known != null) {
            remembered.put(id, known);
        }
        return known;
    }
}
