package org.passerelle.format;

import java.io.OutputStream;
import java.util.Base64;
import java.util.List;

/**
 * Rows as XML elements. NULL is {@code xsi:nil}, an array is a sequence of {@code <item>}, JSON and binary values are text. The root
 * is written by {@link #begin}; a single row is its own root.
 */
final class XmlRows implements RowSink {

    private final XmlOut out;
    private final String root;
    private final String item;
    private List<String> names = List.of();
    private int column;
    private int depth;

    /**
     * @param root the element around the rows; empty when there is just one row
     * @param item the element of one row
     */
    XmlRows(OutputStream stream, String root, String item) {
        this.out = new XmlOut(stream);
        this.root = root;
        this.item = item;
    }

    /** Continues a document that is already open. */
    XmlRows(XmlOut out, String root, String item) {
        this.out = out;
        this.root = root;
        this.item = item;
    }

    @Override
    public void begin(List<String> columnNames) {
        names = columnNames;
        if (!root.isEmpty()) {
            out.start(root);
        }
    }

    @Override
    public void startRow() {
        column = 0;
        out.start(item);
    }

    @Override
    public void endRow() {
        out.end();
    }

    @Override
    public void end() {
        if (!root.isEmpty()) {
            out.end();
        }
        out.flush();
    }

    @Override
    public void nothing() {
        out.nil(name());
    }

    @Override
    public void text(String value) {
        out.element(name(), value);
    }

    @Override
    public void integer(long value) {
        text(Long.toString(value));
    }

    @Override
    public void number(String plain) {
        text(plain);
    }

    @Override
    public void floating(double value) {
        text(Double.toString(value));
    }

    @Override
    public void bool(boolean value) {
        text(Boolean.toString(value));
    }

    @Override
    public void binary(byte[] value) {
        text(Base64.getEncoder().encodeToString(value));
    }

    @Override
    public void json(String raw) {
        text(raw);
    }

    @Override
    public void startArray() {
        out.start(name());
        depth++;
    }

    @Override
    public void endArray() {
        depth--;
        out.end();
    }

    private String name() {
        return depth > 0 ? "item" : names.get(column++);
    }
}
