package org.passerelle.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.passerelle.engine.Database;

/** What the processes of a PostgreSQL server do. */
final class Postgres {

    private Postgres() {}

    /** The process that all others come from. */
    static long server(Database database) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            return Cpu.parent(row.getLong(1)); // asked while the connection, and so its process, is there
        }
    }
}
