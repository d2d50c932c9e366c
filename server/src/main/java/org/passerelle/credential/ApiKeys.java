package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;

/** Makes, lists and ends API keys; who may is for the caller of this to know. Thread-safe. */
@Singleton
public final class ApiKeys {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private final KeyStore store;
    private final Clock clock;

    @Inject
    ApiKeys(KeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** For the command line, which has no container. */
    public static ApiKeys of(Catalogue catalogue, KeySettings settings, Clock clock) {
        return new ApiKeys(new KeyStores(catalogue, settings), clock);
    }

    /** Those of which a domain speaks; empty for none. */
    ApiKeys under(String domain) {
        return new ApiKeys(store.under(domain), clock);
    }

    /**
     * What a key shall be.
     *
     * @param lifetime null for one that does not end by itself
     * @param rateLimit requests a minute; null for what its user has
     * @param origins of whose pages it may be used
     */
    public record Wanted(
            String user,
            String createdBy,
            String name,
            Permissions permissions,
            @Nullable Duration lifetime,
            AddressList ips,
            @Nullable Integer rateLimit,
            Set<String> origins) {

        /** One for no pages of others. */
        public Wanted(
                String user,
                String createdBy,
                String name,
                Permissions permissions,
                @Nullable Duration lifetime,
                AddressList ips,
                @Nullable Integer rateLimit) {
            this(user, createdBy, name, permissions, lifetime, ips, rateLimit, Set.of());
        }

        /** One that may be used from everywhere, as often as its user may ask. */
        public Wanted(
                String user, String createdBy, String name, Permissions permissions, @Nullable Duration lifetime) {
            this(user, createdBy, name, permissions, lifetime, AddressList.ANY, null);
        }
    }

    /** A new key, and its text, which is told this once and kept nowhere. */
    public record Issued(ApiKey key, String text) {

        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** @throws Fault 400 for a name that is empty or no text, or for no sensible figure of requests */
    public Issued issue(Unit unit, Wanted wanted) {
        return keep(unit, wanted, KeyText.fresh(clock.instant()));
    }

    /**
     * Keeps a key whose text was issued before.
     *
     * @throws IllegalArgumentException when it never was one of ours
     */
    public Issued restore(Unit unit, Wanted wanted, String text) {
        KeyText known = KeyText.parse(text);
        if (known == null) {
            throw new IllegalArgumentException("not an API key");
        }
        return keep(unit, wanted, known);
    }

    private Issued keep(Unit unit, Wanted wanted, KeyText text) {
        if (wanted.name().isBlank() || !NAME.matcher(wanted.name()).matches()) {
            throw Fault.badMember("name", "is a text of 1 to 500 characters");
        }
        Instant created = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var key = new ApiKey(
                text.id(),
                text.hash(),
                wanted.user(),
                wanted.createdBy(),
                wanted.name(),
                created,
                wanted.lifetime() == null ? null : created.plus(wanted.lifetime()),
                wanted.permissions(),
                new Bounds.Bound(LimitSettings.checked(wanted.rateLimit()), wanted.ips(), null, wanted.origins()),
                null,
                null);
        store.insert(unit, key);
        return new Issued(key, text.text());
    }

    /** Newest first: one user's own, or with them those of all other in-house users. */
    public List<ApiKey> list(String user, boolean othersToo, @Nullable String before, int limit) {
        return store.list(othersToo ? new KeyStore.Whose.Inhouse(user) : new KeyStore.Whose.Own(user), before, limit);
    }

    /** Newest first: everybody's, owners' included. For who holds the data folder. */
    public List<ApiKey> all(@Nullable String before, int limit) {
        return store.list(new KeyStore.Whose.All(), before, limit);
    }

    public Optional<ApiKey> find(Unit unit, String id) {
        return store.find(unit, id);
    }

    /** By the text that was issued. */
    public Optional<ApiKey> findByText(Unit unit, String text) {
        return Optional.ofNullable(KeyText.parse(text)).flatMap(known -> store.find(unit, known.id()));
    }

    /**
     * Makes another key stand in place of an old one, which ends by then, unless it ends before by itself.
     *
     * @throws Fault 409 when another one does already
     */
    Issued replace(Unit unit, ApiKey old, Wanted wanted, Instant end) {
        Issued issued = issue(unit, wanted);
        if (!store.replace(unit, old.id(), issued.key().id(), end)) {
            throw Fault.conflict("Another key stands in its place already: rotate that one.");
        }
        return issued;
    }

    /** @return whether there was such a key */
    public boolean delete(Unit unit, String id) {
        return store.delete(unit, id);
    }
}
