package org.passerelle.catalogue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.passerelle.fault.Fault;

/** A catalogue that does not answer now, or has no connection to spare, is no defect of the server: that passes, and is told as a 503. */
final class Away {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int SQLITE_BUSY = 5;
    private static final int PRIMARY_CODE = 0xFF;

    private Away() {}

    /** @throws Fault 503 where the work failed because of that */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            if (cause == null || !isLost(cause) && !isTaken(cause)) {
                throw e;
            }
            throw Fault.unavailable("The catalogue does not answer. Try again later.", SOON, e);
        }
    }

    /** Whether the connection itself is gone. */
    static boolean isLost(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** The pool gives its reasons no state. */
    private static boolean isTaken(SQLException e) {
        return e.getSQLState() == null && (e.getErrorCode() == 0 || (e.getErrorCode() & PRIMARY_CODE) == SQLITE_BUSY);
    }
}
