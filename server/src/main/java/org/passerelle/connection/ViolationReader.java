package org.passerelle.connection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Violation.Kind;

/**
 * Which constraint refused, and which columns it is about, as far as the engine tells:
 *
 * <pre>
 * PostgreSQL  SQLSTATE; constraint and column from the server's fields
 * MariaDB     vendor codes 1048 1062 1216 1217 1364 1451 1452 4025 …; columns from the message
 * H2          SQLSTATE, 23505 23506 23503 23502 23513; columns from the message
 * HSQLDB      SQLSTATE; constraint and column from the message
 * SQLite      extended result codes through the message
 * others      SQLSTATE (ISO 9075 class 22, 23, 44)
 * </pre>
 */
final class ViolationReader {

    private static final Pattern SQLITE_COLUMNS = Pattern.compile("constraint failed: (.*?)\\)?$");
    private static final Pattern MARIA_KEY = Pattern.compile("(?s).*for key '(?:[^'.]*\\.)?([^'.]+)'");
    private static final Pattern MARIA_CONSTRAINT =
            Pattern.compile("CONSTRAINT [`'\"]?(?:[^`.]+`?\\.`?)*?([^`'\".]+)[`'\"]");
    private static final Pattern MARIA_FOREIGN = Pattern.compile("FOREIGN KEY ?\\((.*?)\\)");
    private static final Pattern QUOTED = Pattern.compile("[`'\"]([^`'\"]+)[`'\"]");
    private static final Pattern POSTGRES_KEY = Pattern.compile("Key \\((.*?)\\)=");
    private static final Pattern H2_CONSTRAINT = Pattern.compile("violation: \"(.*?): ");
    private static final Pattern H2_COLUMNS = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern HSQLDB_RULE = Pattern.compile("; (\\S+) table: \\S+(?: column: (\\S+))?");

    private static final int MOST_OF_A_MESSAGE = 1_000;

    private ViolationReader() {}

    /** Null when it was no constraint that refused. */
    static @Nullable Violation read(SQLException e, Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite(e);
            case MARIADB, MYSQL -> maria(e);
            case H2 -> h2(e);
            case HSQLDB -> hsqldb(e);
            case POSTGRESQL, YUGABYTEDB -> postgres(e);
            default -> standard(e, Optional.empty(), List.of());
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
            default -> standard(e, Optional.empty(), List.of());
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
            default -> standard(e, Optional.empty(), List.of());
        };
    }

    private static @Nullable Violation postgres(SQLException e) {
        if (!(e instanceof org.postgresql.util.PSQLException postgres) || postgres.getServerErrorMessage() == null) {
            return standard(e, Optional.empty(), List.of());
        }
        var told = postgres.getServerErrorMessage();
        Optional<String> constraint = Optional.ofNullable(told.getConstraint());
        List<String> columns = told.getColumn() != null
                ? List.of(told.getColumn())
                : names(first(POSTGRES_KEY, String.valueOf(told.getDetail())));
        return switch (SqlErrors.state(e)) {
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
            default -> standard(e, Optional.empty(), List.of());
        };
    }

    private static @Nullable Violation hsqldb(SQLException e) {
        Matcher told = HSQLDB_RULE.matcher(message(e));
        return told.find()
                ? standard(e, Optional.of(told.group(1)), names(Optional.ofNullable(told.group(2))))
                : standard(e, Optional.empty(), List.of());
    }

    private static @Nullable Violation standard(SQLException e, Optional<String> constraint, List<String> columns) {
        String state = SqlErrors.state(e);
        return switch (state) {
            case "23505" -> new Violation(Kind.UNIQUE, constraint, columns, e);
            case "23502" -> new Violation(Kind.NOT_NULL, constraint, columns, e);
            case "23503" -> new Violation(Kind.FOREIGN_KEY, constraint, columns, e);
            case "23504" -> new Violation(Kind.STILL_NEEDED, constraint, columns, e);
            // 42804, 42883: this type cannot be compared so
            case "42804", "42883" -> new Violation(Kind.RANGE, Optional.empty(), List.of(), e);
            default ->
                switch (state.isEmpty() ? "" : state.substring(0, 2)) {
                    case "22" -> new Violation(Kind.RANGE, Optional.empty(), List.of(), e);
                    case "23", "44" -> new Violation(Kind.CHECK, constraint, columns, e);
                    default -> null;
                };
        };
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
}
