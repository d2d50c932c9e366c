package org.passerelle.bench.bare;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteConnection;

/** Prepared statements, kept for each connection: by the driver of PostgreSQL itself, by hand for SQLite. */
final class Statements {

    private final boolean sqlite;
    private final Map<Connection, Map<String, PreparedStatement>> kept = new ConcurrentHashMap<>();

    Statements(boolean sqlite) {
        this.sqlite = sqlite;
    }

    PreparedStatement take(Connection lent, String sql) throws SQLException {
        if (!sqlite) {
            return lent.prepareStatement(sql);
        }
        Connection raw = lent.unwrap(SQLiteConnection.class);
        Map<String, PreparedStatement> own = kept.computeIfAbsent(raw, r -> new HashMap<>());
        PreparedStatement statement = own.get(sql);
        if (statement == null) {
            statement = raw.prepareStatement(sql);
            own.put(sql, statement);
        }
        return statement;
    }

    void done(PreparedStatement statement) throws SQLException {
        if (!sqlite) {
            statement.close();
        }
    }
}
