package org.passerelle.publication;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.credential.Presented;
import org.passerelle.fault.Fault;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Status;

/**
 * Who may come in to what is published (wire.md §9). Thread-safe.
 *
 * <pre>closed           nobody: 404
 * full access      everybody, whatever credential he brings
 * limited access   a token of the permission file, by Bearer, X-API-Key or ?token=; else 401; by two of them 400</pre>
 */
@Singleton
public final class PublicDoor {

    private static final String BEARER = "Bearer ";
    private static final Permissions READING = Permissions.parse(Map.of(ApiType.DATA.word(), "r"));

    private final PublicConfig config;
    private final Schemas schemas;

    @Inject
    PublicDoor(PublicSettings settings, Schemas schemas) {
        this.config = new PublicConfig(settings);
        this.schemas = schemas;
    }

    /** @throws Fault 404 while public data is closed */
    public void mustBeOpen() {
        if (config.provide() == Provide.CLOSED) {
            throw Fault.notFound("There is nothing at this address.");
        }
    }

    /**
     * @param token of the query
     * @throws Fault 404 while it is closed, 401 for an unknown token, 400 for two
     */
    public Caller admit(Presented presented, @Nullable String token) {
        return switch (config.provide()) {
            case CLOSED -> throw Fault.notFound("There is nothing at this address.");
            case FULL -> everybody();
            case LIMITED -> {
                String only = only(presented, token);
                Permit permit =
                        only == null ? null : config.permissions().find(only).orElse(null);
                if (permit == null) {
                    throw Fault.unauthenticated();
                }
                yield caller(permit, Caller.Kind.PERMISSION, permit.id());
            }
        };
    }

    private Caller everybody() {
        var all = new HashMap<String, Set<ModuleAction>>();
        schemas.snapshot().modules().keySet().forEach(module -> all.put(module, EnumSet.allOf(ModuleAction.class)));
        return caller(new Permit("", "", "", all, Set.of(Status.P)), Caller.Kind.EVERYBODY, "");
    }

    private Caller caller(Permit permit, Caller.Kind kind, String id) {
        return new Caller(
                kind == Caller.Kind.EVERYBODY ? "" : permit.holder(),
                null,
                new Caller.Credential(kind, id, null),
                READING,
                PublicRights.of(permit, schemas.snapshot()));
    }

    private static @Nullable String only(Presented presented, @Nullable String token) {
        String authorization = presented.authorization();
        long given = Stream.of(authorization, presented.apiKeyHeader(), presented.planRadarHeader(), token)
                .filter(Objects::nonNull)
                .count();
        if (given > 1) {
            throw Fault.badRequest("Send one token, not several: Authorization, X-API-Key or ?token=.");
        }
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? authorization.substring(BEARER.length()).strip()
                    : null;
        }
        return presented.apiKeyHeader() != null ? presented.apiKeyHeader().strip() : token;
    }
}
