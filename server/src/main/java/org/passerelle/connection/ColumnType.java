package org.passerelle.connection;

import java.util.List;
import java.util.Set;

/**
 * The exact type of a column, the same words on every engine. {@code docs/reference/types.md} tells how each travels. Where a type has a
 * {@code beyond}, that is a regular expression of what its engine keeps and Java does not ({@code infinity}, {@code 838:59:59}): such values
 * are texts, and travel as the engine writes them. Empty when there are none.
 */
public sealed interface ColumnType {

    /** @param maxLength in characters; 0 when there is no bound */
    record Text(int maxLength) implements ColumnType {}

    /** Whole numbers from {@code min} to {@code max}. */
    record Whole(java.math.BigInteger min, java.math.BigInteger max) implements ColumnType {
        static Whole signed(int bits) {
            var half = java.math.BigInteger.TWO.pow(bits - 1);
            return new Whole(half.negate(), half.subtract(java.math.BigInteger.ONE));
        }

        static Whole unsigned(int bits) {
            return new Whole(
                    java.math.BigInteger.ZERO,
                    java.math.BigInteger.TWO.pow(bits).subtract(java.math.BigInteger.ONE));
        }

        /** Whether every value fits a {@code long}. */
        public boolean isLong() {
            return max.bitLength() < Long.SIZE;
        }
    }

    /**
     * NaN and infinities, where the engine has them, only where there is no bound.
     *
     * @param precision 0 when there is no bound
     * @param scale negative when any number of digits may follow the point
     */
    record Decimal(int precision, int scale) implements ColumnType {}

    /** @param single whether it has the 24 bits of IEEE 754's single precision, not 53 */
    record Floating(boolean single) implements ColumnType {}

    record Bool() implements ColumnType {}

    record Day(String beyond) implements ColumnType {}

    record Clock(String beyond) implements ColumnType {}

    /** @param zoned whether the column keeps a moment rather than a local date-time */
    record Moment(boolean zoned, String beyond) implements ColumnType {}

    record Uuid() implements ColumnType {}

    record JsonValue() implements ColumnType {}

    record Binary() implements ColumnType {}

    /** One of these words. */
    record Choice(List<String> words) implements ColumnType {}

    record Array(ColumnType of) implements ColumnType {}

    /** An engine's own type, which travels as the text that the engine writes and reads. */
    record Other(String engineName) implements ColumnType {
        /** No type at all: what is stored is what it is (SQLite). */
        public static final Other ANY = new Other("any");

        /** Those of PostgreSQL and H2 that know no "less" or not even "equal". */
        private static final Set<String> WITHOUT_ORDER = Set.of(
                "xml",
                "point",
                "line",
                "lseg",
                "box",
                "path",
                "polygon",
                "circle",
                "tsquery",
                "geometry",
                "hstore",
                "xid",
                "cid",
                "aclitem",
                "pg_snapshot",
                "txid_snapshot",
                "jsonpath");

        boolean hasOrder() {
            return !WITHOUT_ORDER.contains(engineName.replaceFirst("\\(.*", ""));
        }
    }

    /** Whether the operators on text compare it without case and accents. */
    default boolean isText() {
        return this instanceof Text || this instanceof Choice;
    }

    /** Whether values have an order that a client expects. */
    default boolean isOrdered() {
        return switch (this) {
            case JsonValue j -> false;
            case Binary b -> false;
            case Array a -> false;
            case Other other -> other.hasOrder();
            default -> true;
        };
    }
}
