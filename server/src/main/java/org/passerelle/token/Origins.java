package org.passerelle.token;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.Bounds;
import org.passerelle.credential.ApiKey;
import org.passerelle.credential.KeyCheck;

/** What tokens come from: when the API key or the client is gone, so are its tokens, and what binds the one binds the others. Thread-safe. */
@Singleton
final class Origins {

    private final KeyCheck keys;
    private final List<ClientBounds> clients;

    @Inject
    Origins(KeyCheck keys, @All List<ClientBounds> clients) {
        this.keys = keys;
        this.clients = List.copyOf(clients);
    }

    /** Empty when what the token comes from does not hold any more. */
    Optional<Bounds.Bound> bound(TokenClaims token) {
        String key = token.key();
        String client = token.client();
        if (key != null) {
            return keys.find(key).map(ApiKey::bound);
        }
        return client == null
                ? Optional.of(Bounds.Bound.NONE)
                : clients.stream().flatMap(known -> known.of(client).stream()).findFirst();
    }
}
