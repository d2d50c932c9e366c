package org.passerelle.connection;

import java.util.List;
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

    @Override
    public String toString() {
        return "connection " + id;
    }
}
