package org.passerelle.signin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in at the other realm, as its claims say.
 *
 * @param subject by which that realm names him for ever
 * @param claims what it says of him
 */
record OidcPerson(String issuer, String subject, Map<String, Object> claims) {

    /** A claim that is a text, cut to what a name may be; null when it is not there, or none. */
    @Nullable
    String text(String claim) {
        return at(claim) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    /** A claim that is a text or a list of texts. */
    List<String> texts(String claim) {
        return switch (at(claim)) {
            case String text -> List.of(text);
            case List<?> all ->
                all.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    /** {@code realm_access.roles} leads into an object, unless there is a claim of that whole name. */
    private @Nullable Object at(String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object found = claims;
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found;
    }

    @Override
    public String toString() {
        return subject + " of " + issuer;
    }
}
