package org.passerelle.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.passerelle.connection.ColumnType;

/**
 * Reads numbers in their canonical text, within bounds: nothing is rounded, and what is too long is refused before it costs anything. Text
 * that is no number is a {@link NumberFormatException} or an {@link ArithmeticException}. Pure.
 */
final class Numbers {

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    /** Digits that a number may have written out; more is an attack. */
    private static final int MAX_DIGITS = 1_000;

    /** As many as a number without bound may have, written with an exponent. */
    private static final int MAX_EXPONENT = 10_000;

    private Numbers() {}

    /** The words that go out for what is no number come in too; what is too big is no infinity. */
    static Object floating(boolean single, String text) {
        if (NOT_FINITE.contains(text)) {
            return single ? (Object) Float.valueOf(text) : (Object) Double.valueOf(text);
        }
        BigDecimal number = number(text);
        Number value = single ? (Number) number.floatValue() : (Number) number.doubleValue();
        if (Double.isInfinite(value.doubleValue())) {
            throw new NumberFormatException("too big");
        }
        return value;
    }

    static Object whole(ColumnType.Whole type, String text) throws Values.Unfit {
        BigDecimal number = number(text);
        BigInteger value = number.toBigIntegerExact();
        if (value.compareTo(type.min()) < 0 || value.compareTo(type.max()) > 0) {
            throw new Values.Unfit("must be from {} to {}", type.min(), type.max());
        }
        return type.isLong() ? (Object) value.longValueExact() : value;
    }

    static Object decimal(ColumnType.Decimal type, String text) throws Values.Unfit {
        if (type.scale() < 0) {
            String plain = text.strip();
            return NOT_FINITE.contains(plain) ? Double.valueOf(plain) : number(plain, MAX_EXPONENT);
        }
        BigDecimal number = number(text);
        BigDecimal scaled;
        try {
            scaled = number.setScale(type.scale());
        } catch (ArithmeticException e) {
            throw new Values.Unfit("must have at most {} digits after the point", type.scale());
        }
        if (type.precision() > 0 && scaled.precision() > type.precision()) {
            throw new Values.Unfit("must have at most {} digits before the point", type.precision() - type.scale());
        }
        return scaled;
    }

    /** Without an exponent, unless that would take more digits than any number has. */
    static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_EXPONENT ? number.toString() : number.toPlainString();
    }

    private static BigDecimal number(String text) {
        return number(text.strip(), MAX_DIGITS);
    }

    private static BigDecimal number(String text, int digits) {
        if (text.length() > 2 * MAX_DIGITS) {
            throw new NumberFormatException(
                    "too long"); // before it costs anything: long numbers take the square of their length
        }
        BigDecimal number = new BigDecimal(text);
        if (number.precision() + Math.abs((long) number.scale()) > digits) {
            throw new IllegalArgumentException();
        }
        return number;
    }
}
