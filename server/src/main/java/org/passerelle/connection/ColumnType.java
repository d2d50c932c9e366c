package org.passerelle.connection;

import java.util.List;

/** The exact type of a column, the same words on every engine. {@code docs/reference/types.md} tells how each travels. */
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

    /** @param precision 0 when there is no bound; @param scale negative when any number of digits may follow the point */
    record Decimal(int precision, int scale) implements ColumnType {}

    record Floating() implements ColumnType {}

    record Bool() implements ColumnType {}

    record Day() implements ColumnType {}

    record Clock() implements ColumnType {}

    /** @param zoned whether the column keeps a moment rather than a local date-time */
    record Moment(boolean zoned) implements ColumnType {}

    record Uuid() implements ColumnType {}

    record JsonValue() implements ColumnType {}

    record Binary() implements ColumnType {}

    /** One of these words. */
    record Choice(List<String> words) implements ColumnType {}

    record Array(ColumnType of) implements ColumnType {}

    /** An engine's own type, which travels as the text that the engine writes and reads. */
    record Other(String engineName) implements ColumnType {}

    /** Whether the operators on text compare it without case and accents. */
    default boolean isText() {
        return this instanceof Text || this instanceof Choice;
    }

    /** Whether values have an order that a client expects. */
    default boolean isOrdered() {
        return !(this instanceof JsonValue || this instanceof Binary || this instanceof Array);
    }
}
