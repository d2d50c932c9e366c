package org.passerelle.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;
import org.passerelle.credential.StandIn;
import org.passerelle.token.ClientBounds;

/** Clients and their secrets, remembered until any credential changes: each request that comes by a token of theirs looks here. Thread-safe. */
@Singleton
final class KnownClients implements ClientBounds, StandIn.Known {

    private static final int REMEMBERED = 50_000;

    private final Catalogue catalogue;
    private final Clock clock;
    private final AtomicInteger changes = new AtomicInteger();
    private final Cache<String, Known> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A client as it was read after so many changes: older than the last change, it is read again. */
    private record Known(Client client, List<ClientSecret> secrets, int change) {}

    @Inject
    KnownClients(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        catalogue.onChange(Topic.CREDENTIALS, () -> {
            changes.incrementAndGet();
            remembered.invalidateAll();
        });
    }

    /** An active one. */
    Optional<Client> find(String id) {
        return find(catalogue, id);
    }

    /** Where to read for a call: who is in a unit of work holds a connection, and must not wait for another. */
    Source source(Optional<Unit> unit) {
        return unit.<Source>map(own -> own).orElse(catalogue);
    }

    Optional<Client> find(Source source, String id) {
        return known(source, id).map(Known::client);
    }

    /** The active client whose secret this is now. */
    Optional<Client> authenticate(Source source, String id, String secret) {
        byte[] digest = Secrets.digest(secret);
        Instant now = clock.instant();
        return known(source, id)
                .filter(known -> known.client.confidential())
                .filter(known -> known.secrets.stream().anyMatch(kept -> kept.matches(digest, now)))
                .map(Known::client);
    }

    @Override
    public Optional<Terms> of(String client) {
        return find(client).map(Client::terms);
    }

    /** As it asks by itself (RFC 6749 §4.4), with all its scopes. */
    @Override
    public Optional<StandIn> standIn(String name) {
        return find(name)
                .flatMap(client -> Optional.ofNullable(client.user())
                        .map(user -> new StandIn(
                                user,
                                client.actor(),
                                new Caller.Credential(Caller.Kind.OAUTH, client.id(), null),
                                Scopes.of(client.scopes()).and(client.permissions()))));
    }

    private Optional<Known> known(Source source, String id) {
        int change = changes.get(); // before the catalogue is asked: a change meanwhile makes the answer count as old
        Known known = remembered.getIfPresent(id);
        if (known == null || known.change != change) {
            known = ClientStore.find(source, id)
                    .map(client -> new Known(client, ClientStore.secrets(source, id), change))
                    .orElse(null);
            if (known != null) {
                remembered.put(id, known);
            }
        }
        return Optional.ofNullable(known).filter(found -> found.client.active());
    }
}
