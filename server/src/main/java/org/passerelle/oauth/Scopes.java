package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;

/**
 * Scopes and what they permit: the one table. A token permits what its scopes do, as far as its client may and its user holds.
 *
 * <pre>
 * data:r, users:rw …        the API type at this level
 * USER                      data:rw
 * ADMIN                     every API type at rw
 * openid, profile, email    nothing here: what the ID token and userinfo tell (OpenID Connect Core §5.4)</pre>
 */
final class Scopes {

    static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";

    private static final Set<String> IDENTITY = Set.of(OPENID, PROFILE, EMAIL);
    private static final Map<String, Permissions> GROUPS =
            Map.of("ADMIN", Permissions.ALL, "USER", Permissions.parse(Map.of(ApiType.DATA.word(), Level.RW.word())));

    private Scopes() {}

    /** What a scope permits; empty for one that there is not. */
    static Optional<Permissions> of(String scope) {
        if (IDENTITY.contains(scope)) {
            return Optional.of(Permissions.NONE);
        }
        Permissions group = GROUPS.get(scope);
        return group != null ? Optional.of(group) : single(scope);
    }

    private static Optional<Permissions> single(String scope) {
        String[] parts = scope.split(":", -1);
        return parts.length == 2
                        && ApiType.of(parts[0]).isPresent()
                        && Stream.of(Level.R, Level.RW)
                                .anyMatch(level -> level.word().equals(parts[1]))
                ? Optional.of(Permissions.parse(Map.of(parts[0], parts[1])))
                : Optional.empty();
    }

    static Permissions of(Collection<String> scopes) {
        return scopes.stream().flatMap(scope -> of(scope).stream()).reduce(Permissions.NONE, Permissions::or);
    }

    /** The scopes that say the same as permissions. */
    static List<String> of(Permissions permissions) {
        return permissions.words().entrySet().stream()
                .map(word -> word.getKey() + ":" + word.getValue())
                .toList();
    }

    static boolean tellsIdentity(String scope) {
        return IDENTITY.contains(scope);
    }

    /** Every scope there is, for the metadata. */
    static List<String> all() {
        return Stream.of(
                        Stream.of(OPENID, PROFILE, EMAIL, "USER", "ADMIN"),
                        Stream.of(ApiType.values())
                                .flatMap(type ->
                                        Stream.of(Level.R, Level.RW).map(level -> type.word() + ":" + level.word())))
                .flatMap(s -> s)
                .toList();
    }

    /**
     * What shall be given of what may be given.
     *
     * @param asked words separated by blanks, or null for all that may be given
     * @throws Refusal invalid_scope for a word that may not (RFC 6749 §3.3)
     */
    static Set<String> granted(@Nullable String asked, Collection<String> allowed) {
        if (asked == null || asked.isBlank()) {
            return new LinkedHashSet<>(allowed);
        }
        Set<String> words = words(asked);
        Set<String> excess =
                words.stream().filter(word -> !allowed.contains(word)).collect(Collectors.toSet());
        if (!excess.isEmpty()) {
            throw new Refusal(OAuth2Error.INVALID_SCOPE, "This client may not ask for all of these scopes.");
        }
        return words;
    }

    /** As they stand in a token. */
    static String text(Collection<String> scopes) {
        return String.join(" ", scopes);
    }

    static Set<String> words(String text) {
        return Stream.of(text.strip().split(" +")).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
