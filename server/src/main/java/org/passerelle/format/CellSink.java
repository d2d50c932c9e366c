package org.passerelle.format;

/**
 * Takes the cells of a row in the order of its columns. The calls say what a value is, so that each format can keep it exactly:
 * 64-bit integers stay whole, decimals keep every digit of their scale. Not thread-safe.
 */
public interface CellSink {

    void nothing();

    void text(String value);

    void integer(long value);

    /** @param plain a decimal or big integer without exponent, such as {@code 437.50} */
    void number(String plain);

    void floating(double value);

    void bool(boolean value);

    void binary(byte[] value);

    /** @param raw one valid JSON value */
    void json(String raw);

    /** Opens an array: until {@link #endArray} the cells are its items. */
    void startArray();

    void endArray();
}
