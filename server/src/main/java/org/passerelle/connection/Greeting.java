package org.passerelle.connection;

import io.agroal.api.AgroalDataSourceListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Prepares each new connection of a pool: its time limit, its time zone, SQLite's functions. */
final class Greeting implements AgroalDataSourceListener {

    private static final Logger LOG = Logger.getLogger(Greeting.class);

    private final ConnectionSpec spec;
    private final @Nullable SqliteAids sqlite;

    Greeting(ConnectionSpec spec, @Nullable SqliteAids sqlite) {
        this.spec = spec;
        this.sqlite = sqlite;
    }

    @Override
    public void onConnectionCreation(Connection connection) {
        try {
            if (sqlite != null) {
                sqlite.equip(connection);
            }
            try (Statement statement = connection.createStatement()) {
                for (String sql : spec.engine().greeting(spec.statementTimeout())) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    @Override
    public void beforeConnectionDestroy(Connection connection) {
        try {
            if (sqlite != null) {
                sqlite.forget(connection);
            }
        } catch (SQLException e) {
            LOG.debugf(e, "%s", spec);
        }
    }

    @Override
    public void onWarning(String message) {
        LOG.debugf("%s: %s", spec, message);
    }

    @Override
    public void onWarning(Throwable cause) {
        LOG.debugf(cause, "%s", spec);
    }
}
