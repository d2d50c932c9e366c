package org.passerelle.connection;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a business database is reached. Shown without the password.
 *
 * @param statementTimeout seconds that one statement may take
 * @param rowCap rows that one answer may hold; 0 for no cap
 */
record ConnectionSpec(
        String id,
        String name,
        Engine engine,
        String url,
        @Nullable String user,
        @Nullable String password,
        List<String> roles,
        boolean readOnly,
        int statementTimeout,
        int rowCap) {

    /** Whether its password would open the same door as that one's: told by the whole of the URL, which a driver reads as it likes. */
    boolean isSameDoor(ConnectionSpec other) {
        return engine == other.engine && url.equals(other.url) && Objects.equals(user, other.user);
    }

    @Override
    public String toString() {
        return "connection " + id;
    }
}
