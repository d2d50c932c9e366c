package org.passerelle.oauth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;

/** Makes clients for the command line, which has no container. */
public final class Clients {

    private Clients() {}

    /**
     * What a client shall be that asks for its user, and gets refresh tokens.
     *
     * @param user an account that there is
     */
    public record Wanted(
            String id,
            String name,
            String user,
            List<String> scopes,
            Permissions permissions,
            @Nullable Integer rateLimit) {}

    /**
     * Sees to it that there is such a client, with this secret.
     *
     * @param secret as it was told before; null for a new one
     * @return the secret
     */
    public static String ensure(
            Unit unit, Wanted wanted, @Nullable String secret, OAuthSettings settings, Instant now) {
        if (ClientStore.find(unit, wanted.id).isEmpty()) {
            ClientStore.insert(unit, client(wanted, settings, now.truncatedTo(ChronoUnit.MILLIS)));
        }
        String told = secret == null ? ClientSecret.fresh() : secret;
        byte[] digest = Secrets.digest(told);
        boolean holds = ClientStore.secrets(unit, wanted.id).stream().anyMatch(kept -> kept.matches(digest, now));
        if (!holds) {
            ClientStore.replaceSecret(unit, wanted.id, ClientSecret.hash(told), now, now);
        }
        return told;
    }

    private static Client client(Wanted wanted, OAuthSettings settings, Instant now) {
        return new Client(
                wanted.id,
                new Client.About(wanted.name, null, null),
                Set.of(GrantKind.CLIENT_CREDENTIALS, GrantKind.REFRESH_TOKEN),
                List.of(),
                wanted.scopes,
                wanted.permissions,
                wanted.user,
                wanted.user,
                true,
                AddressList.ANY,
                wanted.rateLimit,
                new Client.Lifetimes(settings.accessTokenLifetime(), settings.refreshTokenLifetime()),
                true,
                now);
    }
}
