package org.passerelle.connection;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** What we add to SQLite's own functions, on each connection: {@link Folding}, and dates in one form whatever form they are kept in. */
public final class SqliteFunctions {

    static final String FOLD = "passerelle_fold";
    private static final String MOMENT = "passerelle_moment";
    private static final String DAY = "passerelle_day";

    private SqliteFunctions() {}

    /** A date-time, or a date, as text that sorts as time does; what is none is what it is. */
    public static Field<String> moment(Field<String> value, boolean onlyTheDay) {
        return DSL.function(onlyTheDay ? DAY : MOMENT, String.class, value);
    }

    static void register(SQLiteConnection connection, ZoneId zone) throws SQLException {
        create(connection, FOLD, new Fold());
        create(connection, MOMENT, new Moment(zone, new ColumnType.Moment(false, "")));
        create(connection, DAY, new Moment(zone, new ColumnType.Day("")));
    }

    private static void create(SQLiteConnection connection, String name, Function function) throws SQLException {
        Function.create(connection, name, function, 1, Function.FLAG_DETERMINISTIC);
    }

    private static final class Fold extends Function {
        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
            } else {
                result(Folding.fold(text));
            }
        }
    }

    private static final class Moment extends Function {
        private static final int INTEGER = 1;
        private static final int REAL = 2;

        private final ZoneId zone;
        private final ColumnType type;

        Moment(ZoneId zone, ColumnType type) {
            this.zone = zone;
            this.type = type;
        }

        @Override
        protected void xFunc() throws SQLException {
            Object read = switch (value_type(0)) {
                case INTEGER -> SqliteCells.number(value_long(0), type, zone);
                case REAL -> SqliteCells.real(value_double(0), type, zone);
                default -> text(value_text(0));
            };
            if (read == null) {
                result();
            } else {
                result(sortable(read));
            }
        }

        private @Nullable Object text(@Nullable String text) {
            return text == null ? null : SqliteCells.text(text, type, zone);
        }

        private String sortable(Object read) {
            return switch (read) {
                case LocalDate day -> day.toString();
                case LocalDateTime moment -> EngineTimes.text(Engine.SQLITE, moment);
                case OffsetDateTime moment ->
                    EngineTimes.text(
                            Engine.SQLITE, moment.atZoneSameInstant(zone).toLocalDateTime());
                default -> read.toString();
            };
        }
    }
}
