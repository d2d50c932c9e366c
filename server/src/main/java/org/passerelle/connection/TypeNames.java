package org.passerelle.connection;

import java.sql.Types;
import java.util.Locale;

/** From an engine's name for a type to ours. The name decides first, because drivers agree on {@link Types} only roughly. */
final class TypeNames {

    /** What drivers say where there is no bound. */
    private static final int UNBOUNDED = 1_000_000;

    /** PostgreSQL's, whose years end at 5874897. */
    private static final String FAR_POSTGRES = "-?infinity|[+-]\\d{4,7}-.*";

    /** MariaDB's dates that are none. */
    private static final String ZERO_DATE = "0000-00-00|\\d{4}-00-\\d\\d|\\d{4}-\\d\\d-00";

    private static final String ZERO_MOMENT = "(" + ZERO_DATE + ") \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?";

    /** MariaDB's time is a span of up to 838 hours, forth or back. */
    private static final String HOURS = "-?\\d{2,3}:\\d\\d:\\d\\d(\\.\\d{1,6})?";

    /** H2's years have up to ten digits. */
    private static final String FAR = "([+-]\\d{4,10}|\\d{5,10})-\\d\\d-\\d\\d.*";

    private TypeNames() {}

    static ColumnType type(Engine engine, String name, int jdbc, int size, int digits) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (engine.isPostgres()) {
            return postgres(lower, size, digits);
        }
        if (engine.isMaria()) {
            return maria(lower, jdbc, size, digits);
        }
        return standard(lower, jdbc, size, digits);
    }

    private static ColumnType postgres(String name, int size, int digits) {
        if (name.startsWith("_")) {
            return new ColumnType.Array(postgres(name.substring(1), 0, 0));
        }
        return switch (name) {
            case "int2", "smallserial" -> ColumnType.Whole.signed(16);
            case "int4", "serial" -> ColumnType.Whole.signed(32);
            case "int8", "bigserial" -> ColumnType.Whole.signed(64);
            case "oid" -> ColumnType.Whole.unsigned(32);
            case "numeric" ->
                size == 0 || size > UNBOUNDED || size == 131_089
                        ? new ColumnType.Decimal(0, -1)
                        : new ColumnType.Decimal(size, digits);
            case "float4" -> new ColumnType.Floating(true);
            case "float8" -> new ColumnType.Floating(false);
            case "bool" -> new ColumnType.Bool();
            case "varchar", "bpchar" -> new ColumnType.Text(bound(size));
            case "text", "name", "citext" -> new ColumnType.Text(0);
            case "date" -> new ColumnType.Day(FAR_POSTGRES);
            case "time" -> new ColumnType.Clock("24:00:00");
            case "timestamp" -> new ColumnType.Moment(false, FAR_POSTGRES);
            case "timestamptz" -> new ColumnType.Moment(true, FAR_POSTGRES);
            case "uuid" -> new ColumnType.Uuid();
            case "json", "jsonb" -> new ColumnType.JsonValue();
            case "bytea" -> new ColumnType.Binary();
            default -> new ColumnType.Other(name);
        };
    }

    private static ColumnType maria(String name, int jdbc, int size, int digits) {
        boolean unsigned = name.contains("unsigned");
        String bare = name.replace(" unsigned", "")
                .replace(" zerofill", "")
                .replaceAll("\\(.*\\)", "")
                .trim();
        return switch (bare) {
            case "tinyint" -> jdbc == Types.BIT || jdbc == Types.BOOLEAN ? new ColumnType.Bool() : whole(8, unsigned);
            case "smallint" -> whole(16, unsigned);
            case "mediumint" -> whole(24, unsigned);
            case "int", "integer" -> whole(32, unsigned);
            case "bigint" -> whole(64, unsigned);
            case "year" -> new ColumnType.Whole(java.math.BigInteger.ZERO, java.math.BigInteger.valueOf(2155));
            case "boolean", "bool" -> new ColumnType.Bool();
            case "bit" -> size <= 1 ? new ColumnType.Bool() : new ColumnType.Binary();
            case "decimal", "numeric" -> new ColumnType.Decimal(size, digits);
            case "float" -> new ColumnType.Floating(true);
            case "double", "real" -> new ColumnType.Floating(false);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "set" ->
                new ColumnType.Text(bound(size));
            case "uuid" -> new ColumnType.Uuid();
            case "json" -> new ColumnType.JsonValue();
            case "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection" -> new ColumnType.Binary();
            default -> mariaTime(bare);
        };
    }

    private static ColumnType mariaTime(String name) {
        return switch (name) {
            case "date" -> new ColumnType.Day(ZERO_DATE);
            case "time" -> new ColumnType.Clock(HOURS);
            case "datetime" -> new ColumnType.Moment(false, ZERO_MOMENT);
            case "timestamp" -> new ColumnType.Moment(true, ZERO_MOMENT);
            default -> new ColumnType.Other(name);
        };
    }

    private static ColumnType standard(String name, int jdbc, int size, int digits) {
        if (name.equals("json") || name.equals("jsonb")) {
            return new ColumnType.JsonValue();
        }
        if (name.equals("uuid")) {
            return new ColumnType.Uuid();
        }
        if (name.startsWith("decfloat")) {
            return new ColumnType.Decimal(0, -1);
        }
        if (name.endsWith(" array") || name.endsWith("[]")) {
            String of = name.replaceFirst("( array|\\[\\])$", "");
            return new ColumnType.Array(standard(of, named(of), 0, 0));
        }
        return switch (jdbc) {
            case Types.TINYINT -> ColumnType.Whole.signed(8);
            case Types.SMALLINT -> ColumnType.Whole.signed(16);
            case Types.INTEGER -> ColumnType.Whole.signed(32);
            case Types.BIGINT -> ColumnType.Whole.signed(64);
            case Types.DECIMAL, Types.NUMERIC -> new ColumnType.Decimal(size > UNBOUNDED ? 0 : size, digits);
            case Types.REAL -> new ColumnType.Floating(true);
            case Types.FLOAT, Types.DOUBLE -> new ColumnType.Floating(false);
            case Types.BOOLEAN, Types.BIT -> new ColumnType.Bool();
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> new ColumnType.Text(bound(size));
            case Types.DATE -> new ColumnType.Day(FAR);
            case Types.TIME -> new ColumnType.Clock("");
            case Types.TIMESTAMP -> new ColumnType.Moment(false, FAR);
            case Types.TIMESTAMP_WITH_TIMEZONE -> new ColumnType.Moment(true, FAR);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> new ColumnType.Binary();
            default -> new ColumnType.Other(name);
        };
    }

    /** The JDBC type of an array's items, by their name. */
    private static int named(String name) {
        return switch (name.replaceAll("\\(.*\\)", "").trim()) {
            case "tinyint" -> Types.TINYINT;
            case "smallint" -> Types.SMALLINT;
            case "integer", "int" -> Types.INTEGER;
            case "bigint" -> Types.BIGINT;
            case "numeric", "decimal", "decfloat" -> Types.NUMERIC;
            case "double precision", "real", "float" -> Types.DOUBLE;
            case "boolean" -> Types.BOOLEAN;
            case "date" -> Types.DATE;
            case "timestamp" -> Types.TIMESTAMP;
            case "timestamp with time zone" -> Types.TIMESTAMP_WITH_TIMEZONE;
            default -> Types.VARCHAR;
        };
    }

    private static ColumnType whole(int bits, boolean unsigned) {
        return unsigned ? ColumnType.Whole.unsigned(bits) : ColumnType.Whole.signed(bits);
    }

    private static int bound(int size) {
        return size <= 0 || size >= UNBOUNDED ? 0 : size;
    }
}
