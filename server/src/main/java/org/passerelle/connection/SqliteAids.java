package org.passerelle.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/**
 * What SQLite's connections lack: prepared statements that are kept (neither the driver nor the pool does; a read costs a third of what
 * it costs without), a time limit for each statement, and {@link SqliteFunctions}. A connection is used by one thread at a time.
 */
final class SqliteAids {

    private static final int STATEMENTS = 100;
    private static final int STEPS_BETWEEN_LOOKS = 20_000;

    private final long limitNanos;
    private final ZoneId zone;
    private final Map<Connection, Own> owns = new IdentityHashMap<>();

    /** @param zone where a local date-time is meant */
    SqliteAids(int seconds, ZoneId zone) {
        this.zone = zone;
        this.limitNanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Prepares a new connection. */
    void equip(Connection connection) throws SQLException {
        SQLiteConnection raw = connection.unwrap(SQLiteConnection.class);
        Own own = own(raw);
        SqliteFunctions.register(raw, zone);
        ProgressHandler.setHandler(raw, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return own.deadline != 0 && System.nanoTime() - own.deadline > 0 ? 1 : 0;
            }
        });
    }

    /** The time of a statement begins now. */
    void begin(Connection lent) throws SQLException {
        own(lent.unwrap(SQLiteConnection.class)).deadline = System.nanoTime() + limitNanos;
    }

    /** Before the connection is closed. */
    void forget(Connection connection) throws SQLException {
        synchronized (owns) {
            owns.remove(connection.unwrap(SQLiteConnection.class));
        }
    }

    /** The statement, ready to be bound; its time begins now. */
    PreparedStatement take(Connection lent, String text) throws SQLException {
        begin(lent);
        SQLiteConnection raw = lent.unwrap(SQLiteConnection.class);
        Own own = own(raw);
        PreparedStatement statement = own.get(text);
        if (statement == null || statement.isClosed()) {
            statement = raw.prepareStatement(text);
            own.put(text, statement);
        }
        return statement;
    }

    /**
     * Kept for the next one, but for a statement that failed: the driver has closed it, and does not say so.
     *
     * @param forget whether what it was bound to is forgotten, as what was written should be; a query that is cleared is planned anew when it
     *     is bound again, for SQLite looks at the values of {@code LIMIT}: that costs more than the query of one row
     */
    void giveBack(Connection lent, PreparedStatement statement, boolean forget) throws SQLException {
        Own own = own(lent.unwrap(SQLiteConnection.class));
        own.deadline = 0;
        try {
            if (forget) {
                statement.clearParameters();
            } else {
                statement.getParameterMetaData().getParameterCount();
            }
        } catch (SQLException e) {
            own.values().remove(statement);
            statement.close();
        }
    }

    private Own own(SQLiteConnection raw) {
        synchronized (owns) {
            return owns.computeIfAbsent(raw, r -> new Own());
        }
    }

    /** The statements that a connection used last, and when the running one must end. */
    private static final class Own extends LinkedHashMap<String, PreparedStatement> {
        private transient volatile long deadline;

        Own() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
            if (size() <= STATEMENTS) {
                return false;
            }
            try {
                eldest.getValue().close();
            } catch (SQLException e) {
                Logger.getLogger(SqliteAids.class).debug("a statement did not close", e);
            }
            return true;
        }
    }
}
