package org.passerelle.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.ConnectionRunnable;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;

/**
 * A unit of work on the catalogue: everything in it commits together, or not at all. What must follow a commit, and only a commit, is said
 * with {@link #afterCommit}. Belongs to one thread.
 */
public final class Unit implements Source {

    private final DSLContext sql;
    private final Set<Topic> touched = EnumSet.noneOf(Topic.class);
    private final List<Runnable> followers = new ArrayList<>();
    private final List<Companion> companions = new ArrayList<>();
    private final Map<Closing<?>, List<Object>> closings = new LinkedHashMap<>();

    /** Something beside the catalogue that changes together with it. */
    public interface Companion {

        /** Makes all ready, before the catalogue commits; what it throws rolls the unit back. A rehearsal does not come here. */
        default void prepare() {}

        /** The catalogue has committed. */
        default void commit() {}

        /** The unit has ended, one way or the other. */
        default void end() {}
    }

    /**
     * What is done as the last thing before a commit, with all that was handed to it: for rows that every unit wants, so that they are held
     * no longer than a commit takes, and after all others.
     */
    @FunctionalInterface
    public interface Closing<T> {
        void close(Unit unit, List<T> things);
    }

    Unit(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public <T> List<T> all(Function<Row, T> make, String statement, Object... values) {
        return rows(statement, values).map(r -> make.apply(new Row(r)));
    }

    /** A column that SQLite has computed is of no type but each value's own: what the first row holds says nothing of the next. */
    private Result<Record> rows(String statement, Object... values) {
        if (sql.dialect() != SQLDialect.SQLITE) {
            return sql.fetch(statement, values);
        }
        try (ResultSet rows = sql.resultQuery(statement, values).fetchResultSet()) {
            Class<?>[] any = new Class<?>[rows.getMetaData().getColumnCount()];
            Arrays.fill(any, Object.class);
            return sql.fetch(rows, any);
        } catch (SQLException e) {
            throw new DataAccessException("the catalogue cannot be read", e);
        }
    }

    @Override
    public <T> Optional<T> one(Function<Row, T> make, String statement, Object... values) {
        return all(make, statement, values).stream().findFirst();
    }

    /** @return how many rows it changed; values may be text, numbers, or null */
    public int run(String statement, @org.jspecify.annotations.Nullable Object... values) {
        return sql.execute(statement, values);
    }

    /** The same statement for many rows of values. */
    public void runAll(String statement, List<@org.jspecify.annotations.Nullable Object[]> rows) {
        sql.batch(statement, rows.toArray(Object[][]::new)).execute();
    }

    /** This change is about that: other nodes and processes will read it again within a second. */
    public void touch(Topic topic) {
        if (touched.add(topic)) {
            run("UPDATE revision SET number = number + 1 WHERE topic = ?", topic.name());
        }
    }

    /** Lends its connection to a library, for statements that belong to this unit. */
    void lend(ConnectionRunnable work) {
        sql.connection(work);
    }

    /** That goes with this unit from now on. */
    public void with(Companion companion) {
        companions.add(companion);
    }

    public void afterCommit(Runnable follower) {
        followers.add(follower);
    }

    List<Companion> companions() {
        return companions;
    }

    /** Hands over what belongs to the end of this unit; nothing comes of it when the unit is rehearsed. */
    public <T> void atEnd(Closing<T> closing, T thing) {
        closings.computeIfAbsent(closing, first -> new ArrayList<>()).add(thing);
    }

    void close() {
        closings.forEach(this::close);
    }

    @SuppressWarnings("unchecked") // a closing is handed its own things only
    private <T> void close(Closing<T> closing, List<Object> things) {
        closing.close(this, (List<T>) things);
    }

    Set<Topic> touched() {
        return touched;
    }

    List<Runnable> followers() {
        return followers;
    }
}
