package org.passerelle.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;
import org.passerelle.data.View;
import org.passerelle.data.ViewStore;
import org.passerelle.gate.GateSettings;
import org.passerelle.operation.Operations;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Snapshot;

/**
 * Keeps the documents that were made: one for all callers of the same rights, until tables or views change. Thread-safe.
 */
@Singleton
final class Editions {

    private static final long MOST_BYTES = 64L << 20;

    /** Asked late: the operations that it gathers include those of this room. */
    private final Provider<Operations> operations;

    private final Schemas schemas;
    private final ViewStore views;
    private final Connections connections;
    private final GateSettings settings;
    private volatile Shelf shelf = new Shelf(Snapshot.EMPTY, List.of());

    @Inject
    Editions(
            Provider<Operations> operations,
            Schemas schemas,
            ViewStore views,
            Connections connections,
            GateSettings settings) {
        this.operations = operations;
        this.schemas = schemas;
        this.views = views;
        this.connections = connections;
        this.settings = settings;
    }

    /** What decides the document: all of a caller but who he is. */
    private record Key(
            Caller.Kind kind,
            Permissions permissions,
            Holdings holdings,
            boolean everything,
            String prefix,
            Edition.Form form) {}

    /** What was made of one state of tables and views. */
    private record Shelf(Snapshot snapshot, List<View> views, Cache<Key, Edition> made) {
        Shelf(Snapshot snapshot, List<View> views) {
            this(
                    snapshot,
                    views,
                    Caffeine.newBuilder()
                            .maximumWeight(MOST_BYTES)
                            .weigher((Key key, Edition edition) -> edition.bytes().length)
                            .build());
        }
    }

    /** @param prefix {@code /domain} when it is asked for under one, else empty */
    Edition of(Audience audience, String prefix, Edition.Form form) {
        Shelf now = current();
        Caller caller = audience.grant().caller();
        var key = new Key(
                caller.credential().kind(),
                caller.permissions(),
                caller.holdings(),
                audience.everything(),
                prefix,
                form);
        return now.made().get(key, k -> make(now, audience, prefix, form));
    }

    private Edition make(Shelf now, Audience audience, String prefix, Edition.Form form) {
        Set<String> readOnly = connections.all().stream()
                .filter(Database::isReadOnly)
                .map(Database::id)
                .collect(Collectors.toUnmodifiableSet());
        var stock = new Stock(operations.get().all(), now.snapshot(), now.views(), readOnly);
        return Edition.of(new Document(stock, audience, site(prefix)).write(), form);
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
        Shelf last = shelf;
        if (last.snapshot() == snapshot && last.views().equals(saved)) {
            return last;
        }
        var next = new Shelf(snapshot, saved);
        shelf = next;
        return next;
    }
}
