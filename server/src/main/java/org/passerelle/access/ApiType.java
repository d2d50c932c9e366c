package org.passerelle.access;

import java.util.Locale;
import java.util.Optional;
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

    /** As it is written in permissions and ACLs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ApiType> of(String word) {
        return Stream.of(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
