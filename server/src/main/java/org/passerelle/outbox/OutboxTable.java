package org.passerelle.outbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Database;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Session;
import org.passerelle.connection.Sql;

/**
 * The outbox as a table of a business database. Whoever looks after that database may have made it beforehand; the right to insert, read and
 * delete its rows is then enough.
 *
 * <pre>
 * id       the letter's; later letters sort behind
 * written  milliseconds since 1970
 * mark     of a call that counts once, else NULL; unique, so that two servers cannot both have made it
 * payload  JSON
 * </pre>
 */
final class OutboxTable {

    private static final String INSERT =
            "INSERT INTO " + Database.OUTBOX + " (id, written, mark, payload) VALUES (?, ?, ?, ?)";
    private static final String LOOK = "SELECT id, written, payload FROM " + Database.OUTBOX + " ORDER BY id LIMIT ";
    private static final String MARKED = "SELECT payload FROM " + Database.OUTBOX + " WHERE mark = ?";
    private static final ColumnType TEXT = new ColumnType.Text(0);

    private OutboxTable() {}

    /** Every statement that is needed runs, or this fails as they would. */
    static void probe(Session session) {
        first(session, 0);
    }

    static void create(Database database) {
        String text = switch (database.engine()) {
            case MARIADB, MYSQL -> "LONGTEXT CHARACTER SET utf8mb4";
            case H2, HSQLDB, DERBY -> "CLOB";
            default -> "TEXT";
        };
        String ascii = database.engine().isMaria() ? " CHARACTER SET ascii" : "";
        database.write(
                false,
                session -> session.update(new Sql(
                        "CREATE TABLE " + Database.OUTBOX + " (id VARCHAR(36)" + ascii
                                + " NOT NULL PRIMARY KEY, written BIGINT NOT NULL, mark VARCHAR(100)" + ascii
                                + " UNIQUE, payload " + text + " NOT NULL)" + options(database.engine()),
                        List.of())));
    }

    /** A table that does not take part in transactions would promise in vain. */
    private static String options(Engine engine) {
        return engine.isMaria() ? " ENGINE=InnoDB" : "";
    }

    static void insert(Session session, String id, long time, @Nullable String mark, String payload) {
        List<@Nullable Object> row = new ArrayList<>();
        Collections.addAll(row, id, time, mark, payload);
        session.update(new Sql(INSERT, row));
    }

    /** The oldest, in their order. */
    static List<Letter> first(Session session, int most) {
        List<Letter> letters = new ArrayList<>();
        for (@Nullable Object[] row : session.fetch(new Sql(LOOK + most, List.of()), List.of(TEXT, TEXT, TEXT))) {
            letters.add(Letter.read(
                    Objects.toString(row[0]), Long.parseLong(Objects.toString(row[1])), Objects.toString(row[2])));
        }
        return letters;
    }

    /** The answer that a call with this mark left. */
    static Optional<String> answer(Session session, String mark) {
        return session.fetch(new Sql(MARKED, List.of(mark)), List.of(TEXT)).stream()
                .map(row -> Letter.read("", 0, Objects.toString(row[0])).kept())
                .filter(Objects::nonNull)
                .map(Letter.Kept::answer)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static void delete(Session session, List<String> ids) {
        session.batch(
                "DELETE FROM " + Database.OUTBOX + " WHERE id = ?",
                ids.stream().map(id -> List.<@Nullable Object>of(id)).toList());
    }
}
