package org.passerelle.token;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.Permissions;
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
    Optional<ClientBounds.Terms> of(TokenClaims token) {
        String key = token.key();
        String client = token.client();
        if (key != null) {
            return keys.find(key).map(found -> new ClientBounds.Terms(Permissions.ALL, found.bound()));
        }
        return client == null
                ? Optional.of(ClientBounds.Terms.NONE)
                : clients.stream().flatMap(known -> known.of(client).stream()).findFirst();
    }
}
