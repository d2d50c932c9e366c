package org.passerelle.catalogue;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells errors of the disk under a database from all others: it is full, broken, or nobody may write to it. */
final class DiskTrouble {

    private static final int PRIMARY = 0xff;

    private static final Set<SQLiteErrorCode> SQLITE = EnumSet.of(
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_CORRUPT);

    private DiskTrouble() {}

    static boolean isIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return SQLITE.contains(SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY));
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                // insufficient resources, errors of the system, a transaction that may only read
                String state = sql.getSQLState();
                return state.startsWith("53") || state.startsWith("58") || state.equals("25006");
            }
        }
        return false;
    }
}
