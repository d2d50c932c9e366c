package org.passerelle.token;

import com.nimbusds.jose.jwk.JWK;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;

/**
 * The key that signs, and those that signed before and still verify (wire.md §2). The first is the configured one, else one that lives as
 * long as the process. A rotation makes the next, which the catalogue keeps; the one before verifies until the last token that it signed
 * has ended. Keys descend from the first: with another one, at the next start at the latest where none is configured, all that came of it
 * is worth nothing (DigDash D12).
 * Thread-safe.
 */
@Singleton
public final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final SigningKeyStore store;
    private final Clock clock;
    private final boolean temporary;
    private final CompletableFuture<SigningKey> first;
    private final Map<String, Long> covered = new ConcurrentHashMap<>();
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - PAUSE);
    private volatile @Nullable State state;

    /** @param ends by the name of the key: when it verifies no more, in milliseconds since 1970 */
    private record State(
            SigningKey current, Map<String, SigningKey> verifying, Map<String, Long> ends, Map<String, Begun> begun) {

        State(SigningKey current, Map<String, SigningKey> verifying, Map<String, Long> ends) {
            this(current, Map.copyOf(verifying), Map.copyOf(ends), begun(verifying.values()));
        }

        private static Map<String, Begun> begun(Collection<SigningKey> keys) {
            var begun = new HashMap<String, Begun>();
            for (SigningKey key : keys) {
                for (TokenClaims.Kind kind : TokenClaims.Kind.values()) {
                    begun.put(key.header(kind.type()), new Begun(key, kind));
                }
            }
            return Map.copyOf(begun);
        }
    }

    /** What the beginning of a token says. */
    record Begun(SigningKey key, TokenClaims.Kind kind) {}

    /** @param ends when the key before verifies no more */
    record Rotation(SigningKey key, Instant created, SigningKey before, Instant ends) {}

    @Inject
    SigningKeys(TokenSettings settings, Catalogue catalogue, Vault vault, Clock clock) {
        this.store = new SigningKeyStore(catalogue, vault);
        this.clock = clock;
        this.temporary = settings.source() instanceof KeySource.Temporary;
        // beside the start, which it would make slower by half
        this.first = CompletableFuture.supplyAsync(
                settings.source()::open, task -> Thread.ofPlatform().daemon().start(task));
        catalogue.onChange(Topic.CREDENTIALS, this::read);
        if (temporary) {
            LOG.info("No key is configured to sign tokens (DD_JWT_SECRETKEY_PATH or DD_JWT_SECRETKEY): a temporary one"
                    + " is made, and the tokens that it signs end with this process. More than one node needs a"
                    + " configured key.");
        }
    }

    /**
     * Which key signed a token, and of which kind it is, by its header as it was sent; null for one that no key of ours that still
     * verifies has written, letter for letter.
     */
    @Nullable
    Begun begun(String header) {
        Begun begun = state().begun.get(header);
        if (begun == null && mayLook()) {
            // another node may have begun to sign with it just now
            begun = read().begun.get(header);
        }
        return begun != null && find(begun.key.kid()) != null ? begun : null;
    }

    /** The key that verifies under this name; null for a name that no key has, or has no more. */
    @Nullable
    SigningKey find(String kid) {
        return verifying(state(), kid);
    }

    private @Nullable SigningKey verifying(State now, String kid) {
        SigningKey key = now.verifying.get(kid);
        Long ends = now.ends.get(kid);
        return ends != null && ends <= clock.millis() ? null : key;
    }

    /** Unknown headers are cheap to invent: they cost five looks a second at most. */
    private boolean mayLook() {
        long now = System.nanoTime();
        long before = looked.get();
        return now - before >= PAUSE && looked.compareAndSet(before, now);
    }

    /**
     * The key to sign with, after it is noted for how long it must verify.
     *
     * @param until when the token ends
     */
    SigningKey forSigning(Unit unit, Instant until) {
        SigningKey key = state().current;
        long needed = until.toEpochMilli();
        if (needed <= covered.getOrDefault(key.kid(), 0L)) {
            return key;
        }
        long noted = needed + DAY; // so that this is not done again for each token
        if (!store.cover(unit, key.kid(), noted)) {
            if (store.find(unit, root(), key.kid()).isPresent()) {
                // another node has rotated, and this one does not know yet
                read();
                key = state().current;
                store.cover(unit, key.kid(), noted);
            } else {
                store.insert(unit, root(), key, key.verifyingText(), clock.millis(), noted);
                store.forget(unit, root(), clock.millis() - DAY);
            }
        }
        String kid = key.kid();
        unit.afterCommit(() -> covered.merge(kid, noted, Math::max));
        return key;
    }

    /**
     * @param overlap how long the key before goes on verifying; null for as long as tokens of it hold
     * @throws Fault 409 when another node has just done the same
     */
    Rotation rotate(Unit unit, @Nullable Duration overlap) {
        SigningKey before = state().current;
        long now = clock.millis();
        Optional<SigningKeyStore.Kept> kept = store.find(unit, root(), before.kid());
        if (kept.filter(k -> k.retired() != null).isPresent()) {
            throw Fault.conflict("The key has just been rotated.");
        }
        if (kept.isEmpty()) {
            store.insert(unit, root(), before, before.verifyingText(), now, now);
        }
        long covers = kept.map(SigningKeyStore.Kept::covers).orElse(now);
        long ends = overlap == null ? Math.max(covers, now) : now + overlap.toMillis();
        store.retire(unit, before, now, ends);
        SigningKey fresh = before.fresh();
        store.insert(unit, root(), fresh, fresh.text(), now, now);
        store.forget(unit, root(), now - DAY);
        return new Rotation(fresh, Instant.ofEpochMilli(now), before, Instant.ofEpochMilli(ends));
    }

    /** The algorithm of the key that signs, where everyone can verify by it; none where it is a shared secret. */
    public Optional<String> publicAlgorithm() {
        SigningKey current = state().current;
        return current.published().map(half -> current.algorithm().getName());
    }

    /** The public halves of all keys that verify now. */
    List<JWK> published() {
        State now = state();
        return now.verifying.keySet().stream()
                .sorted()
                .flatMap(kid -> Optional.ofNullable(verifying(now, kid)).stream())
                .flatMap(key -> key.published().stream())
                .toList();
    }

    private State state() {
        State now = state;
        return now == null ? read() : now;
    }

    private String root() {
        String kid = first.join().kid();
        return temporary ? SigningKeyStore.TEMPORARY + kid : kid;
    }

    private synchronized State read() {
        SigningKey begin = first.join();
        SigningKey current = begin;
        var verifying = new HashMap<String, SigningKey>();
        var ends = new HashMap<String, Long>();
        for (SigningKeyStore.Kept kept : store.all(root())) {
            SigningKey key = kept.key();
            if (kept.retired() != null) {
                verifying.put(key.kid(), key);
                ends.put(key.kid(), kept.ends() == null ? 0L : kept.ends());
            } else if (key.canSign()) {
                current = key;
            }
            // what neither signs nor is retired is the first one's public half, or that of a process that has ended
        }
        verifying.put(current.kid(), current);
        State read = new State(current, verifying, ends);
        state = read;
        return read;
    }
}
