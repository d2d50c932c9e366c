package org.passerelle.connection;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Disk;
import org.passerelle.fault.Fault;

/** What an engine's error means: by SQLSTATE (ISO 9075) where the engine is exact, else by its own code or words. */
final class SqlErrors {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int SQLITE_BUSY = 5;
    private static final int MOST_CAUSES = 10;

    private SqlErrors() {}

    /** Whether the transaction lost against another, so that the same work may pass when it is run again. */
    static boolean isCollision(SQLException e, Engine engine) {
        String state = state(e);
        return state.startsWith("40")
                || engine.isMaria()
                        && (e.getErrorCode() == 1213 || e.getErrorCode() == 1205 || e.getErrorCode() == 1020)
                || engine == Engine.H2 && e.getErrorCode() == 50200
                || engine == Engine.SQLITE && (e.getErrorCode() & 0xFF) == SQLITE_BUSY && !isBusy(e, engine);
    }

    /** Whether a writer of SQLite has waited for another in vain. */
    private static boolean isBusy(SQLException e, Engine engine) {
        return engine == Engine.SQLITE && e.getErrorCode() == SQLITE_BUSY;
    }

    /** Whether the connection itself is gone. */
    static boolean isLost(SQLException e, Engine engine) {
        String state = state(e);
        return state.startsWith("08")
                || state.startsWith("57P")
                || engine == Engine.H2
                        && (e.getErrorCode() == 90067 || e.getErrorCode() == 90098 || e.getErrorCode() == 90121)
                || e instanceof java.sql.SQLNonTransientConnectionException;
    }

    /** Whether nothing was heard for too long. */
    static boolean isSilence(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(SocketTimeoutException.class::isInstance);
    }

    /** The error as something that the rooms above understand. */
    static RuntimeException translate(SQLException e, Engine engine) {
        if (isLost(e, engine)) {
            return Fault.unavailable("The database behind this does not answer. Try again later.", SOON, e);
        }
        if (e instanceof SQLTimeoutException || isTimeout(e, engine)) {
            return Fault.unavailable("The database took too long. Ask for less, or try again later.", SOON, e);
        }
        if (isCollision(e, engine) || isBusy(e, engine)) {
            return busy(e);
        }
        if (Disk.isToBlame(e)) {
            return Disk.refusal(e);
        }
        if (isStale(e, engine)) {
            return new StaleSchema(e);
        }
        Violation violation = ViolationReader.read(e, engine);
        return violation != null ? violation : Fault.internal(e);
    }

    static Fault busy(@Nullable SQLException cause) {
        return Fault.unavailable("Another change was faster. Try again.", Duration.ofSeconds(1), cause);
    }

    private static boolean isTimeout(SQLException e, Engine engine) {
        return state(e).equals("57014")
                || engine.isMaria() && (e.getErrorCode() == 1969 || e.getErrorCode() == 3024)
                || engine == Engine.SQLITE && (e.getErrorCode() & 0xFF) == 9;
    }

    private static boolean isStale(SQLException e, Engine engine) {
        return switch (engine) {
            case SQLITE -> {
                String message = String.valueOf(e.getMessage());
                yield message.contains("no such column")
                        || message.contains("no such table")
                        || message.contains("has no column named")
                        || (e.getErrorCode() & 0xFF) == 17;
            }
            case MARIADB, MYSQL -> e.getErrorCode() == 1054 || e.getErrorCode() == 1146 || e.getErrorCode() == 1412;
            case HSQLDB -> state(e).equals("42501");
            case H2 ->
                state(e).equals("42S02")
                        || state(e).equals("42S22")
                        || state(e).equals("42S03")
                        || state(e).equals("42S04");
            default -> state(e).equals("42703") || state(e).equals("42P01") || state(e).equals("0A000");
        };
    }

    static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
