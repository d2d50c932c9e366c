package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/**
 * All stores of keys as one: the catalogue or a file, and beside it a file for each domain that has one of its own. Keys of such a domain
 * hold under it alone, and no others hold there. Thread-safe.
 */
@Singleton
public final class KeyStores implements KeyStore {

    private final KeyStore main;
    private final Map<String, KeyStore> domains = new HashMap<>();

    @Inject
    public KeyStores(Catalogue catalogue, KeySettings settings) {
        this.main = settings.file() == null
                ? new CatalogueKeyStore(catalogue)
                : new CsvKeyStore(catalogue, new KeyFile(settings.file(), null));
        settings.domains()
                .forEach((domain, path) -> domains.put(domain, new CsvKeyStore(catalogue, new KeyFile(path, domain))));
    }

    @Override
    public KeyStore under(String domain) {
        return domains.getOrDefault(domain, main);
    }

    /** Whether a caller may come by his credential under this domain; empty for none. */
    public boolean admit(Caller caller, String domain) {
        String own = caller.bounds().own().domain();
        return own == null
                ? caller.credential().kind() != Caller.Kind.API_KEY || !domains.containsKey(domain)
                : own.equals(domain);
    }

    private Stream<KeyStore> all() {
        return Stream.concat(Stream.of(main), domains.values().stream());
    }

    @Override
    public long version() {
        long version = main.version();
        for (KeyStore store : domains.values()) {
            version += store.version();
        }
        return version;
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return all().flatMap(store -> store.find(id).stream()).findFirst();
    }

    @Override
    public Optional<ApiKey> find(Unit unit, String id) {
        return all().flatMap(store -> store.find(unit, id).stream()).findFirst();
    }

    @Override
    public List<ApiKey> list(Whose whose, @Nullable String before, int limit) {
        return all().flatMap(store -> store.list(whose, before, limit).stream())
                .sorted(Comparator.comparing(ApiKey::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<ApiKey> ending(Instant after, Instant until) {
        return all().flatMap(store -> store.ending(after, until).stream()).toList();
    }

    @Override
    public Set<String> origins() {
        return all().flatMap(store -> store.origins().stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void insert(Unit unit, ApiKey key) {
        under(Objects.requireNonNullElse(key.bound().domain(), "")).insert(unit, key);
    }

    @Override
    public boolean replace(Unit unit, String id, String by, Instant end) {
        return all().anyMatch(store -> store.find(unit, id).isPresent() && store.replace(unit, id, by, end));
    }

    @Override
    public boolean delete(Unit unit, String id) {
        return all().anyMatch(store -> store.delete(unit, id));
    }

    @Override
    public void used(Map<String, Use> uses) {
        all().forEach(store -> store.used(uses));
    }
}
