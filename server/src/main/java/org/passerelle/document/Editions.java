package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Licensed;
import org.passerelle.access.Permissions;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;
import org.passerelle.data.View;
import org.passerelle.data.ViewStore;
import org.passerelle.gate.GateSettings;
import org.passerelle.limit.RateLimits;
import org.passerelle.operation.Operations;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/**
 * Keeps the documents that were made: one for each reader and his rights, until tables or views change, and for a minute. Thread-safe.
 */
@Singleton
final class Editions {

    private static final long MOST_BYTES = 64L << 20;
    private static final long MOST_TAGS = 10_000;

    /** How long the records stand in a document that were seen when it was made. */
    private static final Duration AS_SEEN = Duration.ofMinutes(1);

    /** Asked late: the operations that it gathers include those of this room. */
    private final Provider<Operations> operations;

    private final Schemas schemas;
    private final ViewStore views;
    private final Connections connections;
    private final GateSettings settings;
    private final RateLimits rates;
    private volatile Shelf shelf = new Shelf(new Stock(List.of(), Snapshot.EMPTY, List.of(), Set.of()));

    @Inject
    Editions(
            Provider<Operations> operations,
            Schemas schemas,
            ViewStore views,
            Connections connections,
            GateSettings settings,
            RateLimits rates) {
        this.operations = operations;
        this.schemas = schemas;
        this.views = views;
        this.connections = connections;
        this.settings = settings;
        this.rates = rates;
    }

    /** What decides the tag: all of a caller but who he is. */
    private record Key(
            Caller.Kind kind,
            Permissions permissions,
            Holdings holdings,
            Licensed licensed,
            Limits limits,
            Audience.Breadth breadth,
            String prefix,
            Edition.Form form) {}

    /** What decides the examples, too: row rules ask who reads. */
    private record Reader(Key key, String user, @Nullable String actor) {}

    /** What was made of one state of tables and views. */
    private record Shelf(Stock stock, Cache<Key, String> tags, Cache<Reader, Edition> made) {
        Shelf(Stock stock) {
            this(
                    stock,
                    Caffeine.newBuilder().maximumSize(MOST_TAGS).build(),
                    Caffeine.newBuilder()
                            .maximumWeight(MOST_BYTES)
                            .weigher((Reader reader, Edition edition) -> edition.bytes().length)
                            .expireAfterWrite(AS_SEEN)
                            .build());
        }
    }

    /** How somebody asks for a document. @param prefix {@code /domain} when it is asked for under one, else empty */
    record Wish(Audience audience, String prefix, Edition.Form form) {
        private Key key() {
            Caller caller = audience.grant().caller();
            return new Key(
                    caller.credential().kind(),
                    caller.permissions(),
                    caller.holdings(),
                    caller.licensed(),
                    audience.limits(),
                    audience.breadth(),
                    prefix,
                    form);
        }
    }

    /** What binds this caller. */
    Limits limits(Caller caller) {
        return caller.isAnonymous()
                ? Limits.NONE
                : new Limits(rates.figure(caller), caller.bounds().addresses().toString());
    }

    /** @return empty when the reader holds it already */
    Optional<Edition> unless(@Nullable String held, Wish wish, Function<List<Table>, Map<String, ObjectNode>> seen) {
        Shelf now = current();
        String tag = tag(now, wish);
        if (held != null && Edition.isHeld(tag, held)) {
            return Optional.empty();
        }
        Caller caller = wish.audience().grant().caller();
        return Optional.of(now.made().get(new Reader(wish.key(), caller.user(), caller.actor()), r -> {
            var examples = new Examples(seen.apply(now.stock().open()));
            var seeing = new Wish(wish.audience().seeing(examples), wish.prefix(), wish.form());
            return new Edition(written(now.stock(), seeing), tag);
        }));
    }

    String tag(Wish wish) {
        return tag(current(), wish);
    }

    private String tag(Shelf now, Wish wish) {
        return now.tags().get(wish.key(), k -> Edition.tag(written(now.stock(), wish)));
    }

    private byte[] written(Stock stock, Wish wish) {
        return Edition.written(new Document(stock, wish.audience(), site(wish.prefix())).write(), wish.form());
    }

    /** All that there is at this moment. */
    Stock stock() {
        return current().stock();
    }

    private Document.Site site(String prefix) {
        Map<String, GateSettings.Domain> domains = settings.domains();
        var names = new TreeSet<>(domains.keySet());
        var empty = new TreeSet<>(names);
        empty.removeIf(name -> domains.get(name) != GateSettings.Domain.EMPTY);
        return new Document.Site(settings.publicUrl(), List.copyOf(names), empty, prefix);
    }

    /** Snapshots are swapped whole, so the same object is the same state. */
    @SuppressWarnings("ReferenceEquality")
    private Shelf current() {
        Snapshot snapshot = schemas.snapshot();
        List<View> saved = views.all();
        Set<String> readOnly = connections.all().stream()
                .filter(Database::isReadOnly)
                .map(Database::id)
                .collect(Collectors.toUnmodifiableSet());
        Shelf last = shelf;
        Stock stock = last.stock();
        if (stock.snapshot() == snapshot
                && stock.views().equals(saved)
                && stock.readOnly().equals(readOnly)
                && !stock.operations().isEmpty()) {
            return last;
        }
        var next = new Shelf(new Stock(operations.get().all(), snapshot, saved, readOnly));
        shelf = next;
        return next;
    }
}
