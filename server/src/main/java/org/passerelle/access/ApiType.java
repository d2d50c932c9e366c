package org.passerelle.access;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The families of operations that a credential's permissions are given by (wire.md §8). */
public enum ApiType {
    AUTHENTICATION,
    USERS,
    SESSIONS,
    SYSTEM,
    LICENSE,
    EVENTS,
    CONNECTIONS,
    WEBHOOKS,
    DATA;

    private static final Map<String, ApiType> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ApiType::word, type -> type));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it is written in permissions and ACLs. */
    public String word() {
        return word;
    }

    public static Optional<ApiType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
