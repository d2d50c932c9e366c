package org.passerelle.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.RowSink;
import org.passerelle.operation.Progress;

/** A connection lent for one piece of work. Belongs to one thread and ends with the work. */
public final class Session {

    private static final int ROWS_AT_A_TIME = 500;

    private final Connection connection;
    private final Engine engine;
    private final Cells cells;
    private final Binding binding;
    private final @Nullable SqliteAids sqlite;
    private final boolean streaming;
    private final SlowStatements.Watch watch;

    Session(
            Connection connection,
            Engine engine,
            Cells cells,
            @Nullable SqliteAids sqlite,
            boolean streaming,
            SlowStatements.Watch watch) {
        this.watch = watch;
        this.connection = connection;
        this.engine = engine;
        this.cells = cells;
        this.binding = new Binding(engine);
        this.sqlite = sqlite;
        this.streaming = streaming;
    }

    /** What is done with the rows while they come. */
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Writes the rows into the sink as they come, and counts them. The sink is begun once the statement runs, so that one which is
     * refused has written nothing.
     */
    public long copy(Sql sql, List<ColumnType> types, List<String> names, RowSink out) {
        return copy(sql, types, names, out, Progress.UNTOLD, Progress.UNKNOWN);
    }

    /** @param total rows, where that is known */
    public long copy(Sql sql, List<ColumnType> types, List<String> names, RowSink out, Progress progress, long total) {
        return query(sql, rows -> {
            out.begin(names);
            long count = 0;
            Copier[] copiers = Copier.all(engine, types, cells);
            while (rows.next()) {
                out.startRow();
                for (int i = 0; i < copiers.length; i++) {
                    copiers[i].copy(rows, i + 1, out);
                }
                out.endRow();
                if (++count % ROWS_AT_A_TIME == 0) {
                    progress.at(count, total);
                }
            }
            return count;
        });
    }

    /** The rows as values; for few. */
    public List<@Nullable Object[]> fetch(Sql sql, List<ColumnType> types) {
        return query(sql, rows -> {
            var all = new ArrayList<@Nullable Object[]>();
            while (rows.next()) {
                var row = new @Nullable Object[types.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cells.read(rows, i + 1, types.get(i));
                }
                all.add(row);
            }
            return all;
        });
    }

    /** The one number that the statement answers. */
    public long number(Sql sql) {
        return query(sql, rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    /** The one text that the statement answers. */
    String text(String sql) {
        return query(new Sql(sql, List.of()), rows -> rows.next() ? String.valueOf(rows.getString(1)) : "");
    }

    /**
     * Runs an insert and tells the key that the database gave the row.
     *
     * @param key the database's names of the key's columns
     * @return empty when the driver does not tell
     */
    public List<@Nullable Object> insert(Sql sql, List<String> key, List<ColumnType> types) {
        try (PreparedStatement statement = connection.prepareStatement(sql.text(), key.toArray(String[]::new))) {
            bind(statement, sql.values());
            if (sqlite != null) {
                sqlite.begin(connection);
            }
            statement.executeUpdate();
            try (ResultSet made = statement.getGeneratedKeys()) {
                var values = new ArrayList<@Nullable Object>();
                if (made.next() && made.getMetaData().getColumnCount() >= key.size()) {
                    for (int i = 0; i < key.size(); i++) {
                        values.add(cells.read(made, i + 1, types.get(i)));
                    }
                }
                return values;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, engine);
        }
    }

    /** Runs a part of a transaction: what it throws undoes the part alone. */
    public <T> T attempt(Supplier<T> part) {
        try {
            Savepoint before = connection.setSavepoint();
            T made;
            try {
                made = part.get();
            } catch (RuntimeException e) {
                connection.rollback(before);
                throw e;
            }
            connection.releaseSavepoint(before);
            return made;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, engine);
        }
    }

    /** @return how many rows it changed */
    public int update(Sql sql) {
        try {
            PreparedStatement statement = prepare(sql.text());
            try {
                bind(statement, sql.values());
                long began = System.nanoTime();
                int changed = statement.executeUpdate();
                watch.saw(sql.text(), System.nanoTime() - began);
                return changed;
            } finally {
                done(statement, true);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, engine);
        }
    }

    /** The same statement for many rows. */
    public void batch(String text, List<List<@Nullable Object>> rows) {
        try {
            PreparedStatement statement = prepare(text);
            try {
                for (List<@Nullable Object> row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            } finally {
                done(statement, true);
            }
        } catch (java.sql.BatchUpdateException e) {
            SQLException cause = e.getNextException() != null ? e.getNextException() : e;
            throw SqlErrors.translate(cause, engine);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, engine);
        }
    }

    private <T> T query(Sql sql, Reader<T> reader) {
        try {
            PreparedStatement statement = prepare(sql.text());
            try {
                if (streaming) {
                    statement.setFetchSize(ROWS_AT_A_TIME);
                }
                bind(statement, sql.values());
                long began = System.nanoTime();
                try (ResultSet rows = statement.executeQuery()) {
                    watch.saw(sql.text(), System.nanoTime() - began);
                    return reader.read(rows);
                }
            } finally {
                done(statement, false);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, engine);
        }
    }

    private PreparedStatement prepare(String text) throws SQLException {
        return sqlite == null ? connection.prepareStatement(text) : sqlite.take(connection, text);
    }

    /** @param wrote whether it was given what was to be kept */
    private void done(PreparedStatement statement, boolean wrote) throws SQLException {
        if (sqlite == null) {
            statement.close();
        } else {
            sqlite.giveBack(connection, statement, wrote);
        }
    }

    private void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            binding.bind(statement, i + 1, values.get(i));
        }
    }
}
