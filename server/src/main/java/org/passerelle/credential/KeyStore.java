package org.passerelle.credential;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;

/** Where API keys are kept: the catalogue, or files (wire.md §2). Thread-safe. */
interface KeyStore {

    /** Whose keys. */
    sealed interface Whose {

        /** One user's own. */
        record Own(String user) implements Whose {}

        /** One user's own, and those of every in-house user. */
        record Inhouse(String user) implements Whose {}

        /** Everybody's, for who holds the data folder. */
        record All() implements Whose {}
    }

    /**
     * A use of a key.
     *
     * @param at milliseconds since 1970
     */
    record Use(long at, String address) {}

    /** Another number after each change of any key, whoever made it, and after nothing else of note. */
    long version();

    /** Where the keys are of which a domain speaks; empty for none. */
    default KeyStore under(String domain) {
        return this;
    }

    Optional<ApiKey> find(String id);

    Optional<ApiKey> find(Unit unit, String id);

    /**
     * Newest first.
     *
     * @param before the id after which the list goes on, or null for its beginning
     */
    List<ApiKey> list(Whose whose, @Nullable String before, int limit);

    /** Those that end by themselves after the one moment, and at the other at the latest. */
    List<ApiKey> ending(Instant after, Instant until);

    /** Of whose pages any key may be used. */
    Set<String> origins();

    void insert(Unit unit, ApiKey key);

    /**
     * Notes that another key stands in its place, and that it ends by then, unless it ends before by itself.
     *
     * @return false when another one does already
     */
    boolean replace(Unit unit, String id, String by, Instant end);

    /** @return whether there was such a key */
    boolean delete(Unit unit, String id);

    /** Keeps when and from where keys were last used, by id; an older use than is known changes nothing. */
    void used(Map<String, Use> uses);
}
