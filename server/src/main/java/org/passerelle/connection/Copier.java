package org.passerelle.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.passerelle.format.CellSink;

/**
 * Copies the cells of one column to a sink, making no more objects than the driver does. Chosen once for a statement, by engine and type,
 * so that nothing of it is asked again at each cell.
 */
@FunctionalInterface
interface Copier {

    void copy(ResultSet row, int index, CellSink out) throws SQLException;

    static Copier[] all(Engine engine, List<ColumnType> types, Cells cells) {
        var copiers = new Copier[types.size()];
        for (int i = 0; i < copiers.length; i++) {
            copiers[i] = of(engine, types.get(i), cells);
        }
        return copiers;
    }

    private static Copier of(Engine engine, ColumnType type, Cells cells) {
        Copier any = (row, index, out) -> cells.emit(cells.read(row, index, type), out);
        return switch (type) {
            case ColumnType.Text text -> Copier::text;
            case ColumnType.Choice choice when engine != Engine.SQLITE -> Copier::text;
            case ColumnType.Other other when engine != Engine.SQLITE -> Copier::text;
            case ColumnType.Whole whole when engine != Engine.SQLITE && whole.isLong() -> Copier::whole;
            case ColumnType.Bool bool when engine != Engine.SQLITE -> Copier::bool;
            case ColumnType.Decimal decimal when engine.isPostgres() -> Copier::decimal;
            case ColumnType.Day day when engine.isPostgres() -> day(any);
            default -> any;
        };
    }

    /** PostgreSQL writes a day of our age as we do; any other has more digits, or an era. */
    private static Copier day(Copier any) {
        return (row, index, out) -> {
            String text = row.getString(index);
            if (text != null && text.length() == "2016-06-01".length()) {
                out.text(text);
            } else {
                any.copy(row, index, out);
            }
        };
    }

    private static void text(ResultSet row, int index, CellSink out) throws SQLException {
        String value = row.getString(index);
        if (value == null) {
            out.nothing();
        } else {
            out.text(value);
        }
    }

    private static void whole(ResultSet row, int index, CellSink out) throws SQLException {
        long value = row.getLong(index);
        if (value == 0 && row.wasNull()) {
            out.nothing();
        } else {
            out.integer(value);
        }
    }

    private static void bool(ResultSet row, int index, CellSink out) throws SQLException {
        boolean value = row.getBoolean(index);
        if (!value && row.wasNull()) {
            out.nothing();
        } else {
            out.bool(value);
        }
    }

    /** PostgreSQL's numeric knows NaN and the infinities, which are texts for us. */
    private static void decimal(ResultSet row, int index, CellSink out) throws SQLException {
        String value = row.getString(index);
        if (value == null) {
            out.nothing();
        } else if (Character.isLetter(value.charAt(value.length() - 1))) {
            out.text(value);
        } else {
            out.number(value);
        }
    }
}
