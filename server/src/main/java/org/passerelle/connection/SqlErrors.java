package org.passerelle.connection;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Disk;
import org.passerelle.connection.Violation.Kind;
import org.passerelle.fault.Fault;

/**
 * What an engine's error means. By SQLSTATE (ISO 9075 class 22, 23, 40, 42, 08) where the engine is exact, else by its own code or words:
 *
 * <pre>
 * PostgreSQL  SQLSTATE; constraint and column from the server's fields
 * MariaDB     vendor codes 1048 1062 1216 1217 1364 1451 1452 4025 …; columns from the message
 * H2          SQLSTATE, 23505 23506 23503 23502 23513; columns from the message
 * SQLite      extended result codes through the message
 * </pre>
 */
final class SqlErrors {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Pattern SQLITE_COLUMNS = Pattern.compile("constraint failed: (.*?)\\)?$");
    private static final Pattern MARIA_KEY = Pattern.compile("(?s).*for key '(?:[^'.]*\\.)?([^'.]+)'");
    private static final Pattern MARIA_CONSTRAINT =
            Pattern.compile("CONSTRAINT [`'\"]?(?:[^`.]+`?\\.`?)*?([^`'\".]+)[`'\"]");
    private static final Pattern MARIA_FOREIGN = Pattern.compile("FOREIGN KEY ?\\((.*?)\\)");
    private static final Pattern QUOTED = Pattern.compile("[`'\"]([^`'\"]+)[`'\"]");
    private static final Pattern POSTGRES_KEY = Pattern.compile("Key \\((.*?)\\)=");
    private static final Pattern H2_CONSTRAINT = Pattern.compile("violation: \"(.*?): ");
    private static final Pattern H2_COLUMNS = Pattern.compile("\\(([^()]*)\\)");

    private static final int SQLITE_BUSY = 5;
    private static final int MOST_CAUSES = 10;
    private static final int MOST_OF_A_MESSAGE = 1_000;

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
        Violation violation = violation(e, engine);
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
                String message = message(e);
                yield message.contains("no such column")
                        || message.contains("no such table")
                        || message.contains("has no column named")
                        || (e.getErrorCode() & 0xFF) == 17;
            }
            case MARIADB, MYSQL -> e.getErrorCode() == 1054 || e.getErrorCode() == 1146 || e.getErrorCode() == 1412;
            case H2 ->
                state(e).equals("42S02")
                        || state(e).equals("42S22")
                        || state(e).equals("42S03")
                        || state(e).equals("42S04");
            default -> state(e).equals("42703") || state(e).equals("42P01") || state(e).equals("0A000");
        };
    }

    private static @Nullable Violation violation(SQLException e, Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite(e);
            case MARIADB, MYSQL -> maria(e);
            case H2 -> h2(e);
            case POSTGRESQL, YUGABYTEDB -> postgres(e);
            default -> standard(e);
        };
    }

    private static @Nullable Violation sqlite(SQLException e) {
        String message = message(e);
        Matcher found = SQLITE_COLUMNS.matcher(message);
        List<String> columns = new ArrayList<>();
        if (found.find()) {
            for (String part : found.group(1).split(", ")) {
                columns.add(part.substring(part.indexOf('.') + 1));
            }
        }
        if (message.contains("UNIQUE constraint") || message.contains("PRIMARY KEY constraint")) {
            return new Violation(Kind.UNIQUE, Optional.empty(), columns, e);
        }
        if (message.contains("NOT NULL constraint")) {
            return new Violation(Kind.NOT_NULL, Optional.empty(), columns, e);
        }
        if (message.contains("FOREIGN KEY constraint")) {
            return new Violation(Kind.FOREIGN_KEY, Optional.empty(), List.of(), e);
        }
        if (message.contains("CHECK constraint")) {
            return new Violation(Kind.CHECK, columns.stream().findFirst(), List.of(), e);
        }
        if (message.contains("datatype mismatch") || message.contains("cannot store")) {
            return new Violation(Kind.RANGE, Optional.empty(), List.of(), e);
        }
        return null;
    }

    private static @Nullable Violation maria(SQLException e) {
        String message = message(e);
        return switch (e.getErrorCode()) {
            case 1062, 1586 -> new Violation(Kind.UNIQUE, first(MARIA_KEY, message), List.of(), e);
            case 1048, 1364 ->
                new Violation(
                        Kind.NOT_NULL,
                        Optional.empty(),
                        first(QUOTED, message).stream().toList(),
                        e);
            case 1216, 1452 ->
                new Violation(
                        Kind.NO_TARGET, first(MARIA_CONSTRAINT, message), names(first(MARIA_FOREIGN, message)), e);
            case 1217, 1451 -> new Violation(Kind.STILL_NEEDED, first(MARIA_CONSTRAINT, message), List.of(), e);
            case 4025, 3819 -> new Violation(Kind.CHECK, first(MARIA_CONSTRAINT, message), List.of(), e);
            case 1264, 1265, 1292, 1366, 1406, 1690 ->
                new Violation(
                        Kind.RANGE, Optional.empty(), marked(message).stream().toList(), e);
            default -> standard(e);
        };
    }

    private static @Nullable Violation h2(SQLException e) {
        String message = message(e);
        Optional<String> constraint = first(H2_CONSTRAINT, message);
        List<String> columns = names(first(H2_COLUMNS, message));
        return switch (e.getErrorCode()) {
            case 23505 -> new Violation(Kind.UNIQUE, constraint, columns, e);
            case 23502 ->
                new Violation(
                        Kind.NOT_NULL,
                        Optional.empty(),
                        first(QUOTED, message).stream().toList(),
                        e);
            case 23506 -> new Violation(Kind.NO_TARGET, constraint, names(first(MARIA_FOREIGN, message)), e);
            case 23503 -> new Violation(Kind.STILL_NEEDED, constraint, List.of(), e);
            case 23513, 23514 -> new Violation(Kind.CHECK, constraint, List.of(), e);
            default -> standard(e);
        };
    }

    private static @Nullable Violation postgres(SQLException e) {
        if (!(e instanceof org.postgresql.util.PSQLException postgres) || postgres.getServerErrorMessage() == null) {
            return standard(e);
        }
        var told = postgres.getServerErrorMessage();
        Optional<String> constraint = Optional.ofNullable(told.getConstraint());
        List<String> columns = told.getColumn() != null
                ? List.of(told.getColumn())
                : names(first(POSTGRES_KEY, String.valueOf(told.getDetail())));
        return switch (state(e)) {
            case "23505", "23P01" -> new Violation(Kind.UNIQUE, constraint, columns, e);
            case "23502" -> new Violation(Kind.NOT_NULL, constraint, columns, e);
            case "23503" ->
                new Violation(
                        String.valueOf(told.getMessage()).startsWith("update or delete")
                                ? Kind.STILL_NEEDED
                                : Kind.NO_TARGET,
                        constraint,
                        columns,
                        e);
            case "23514" -> new Violation(Kind.CHECK, constraint, columns, e);
            default -> standard(e);
        };
    }

    private static @Nullable Violation standard(SQLException e) {
        String state = state(e);
        if (state.equals("23505")) {
            return new Violation(Kind.UNIQUE, Optional.empty(), List.of(), e);
        }
        if (state.startsWith("23")) {
            return new Violation(Kind.CHECK, Optional.empty(), List.of(), e);
        }
        // 42804, 42883: this type cannot be compared so
        if (state.startsWith("22") || state.equals("42804") || state.equals("42883")) {
            return new Violation(Kind.RANGE, Optional.empty(), List.of(), e);
        }
        return state.startsWith("44") ? new Violation(Kind.CHECK, Optional.empty(), List.of(), e) : null;
    }

    private static Optional<String> first(Pattern pattern, String message) {
        Matcher found = pattern.matcher(message);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Optional<String> marked(String message) {
        return first(Pattern.compile("column [^`]*?(?:`[^`]*`\\.)*[`']([^`']+)[`']"), message);
    }

    private static List<String> names(Optional<String> list) {
        List<String> names = new ArrayList<>();
        for (String name : list.orElse("").split(",")) {
            String bare = name.trim()
                    .replaceAll("^[`\"]|[`\"]?( (ASC|DESC|NULLS (FIRST|LAST)))*$", "")
                    .replaceAll("[`\"]$", "");
            if (!bare.isEmpty()) {
                names.add(bare);
            }
        }
        return names;
    }

    /** Cut short: the patterns above look at each place of it more than once. */
    private static String message(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(message.length(), MOST_OF_A_MESSAGE));
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
