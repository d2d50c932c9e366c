package org.passerelle.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an XLSX workbook (ECMA-376), with a header line, as they come: a sheet that is full is followed by another. A number of more digits than a
 * cell keeps (15) is a text. NULL is an empty cell.
 */
final class XlsxRows extends FlatRows {

    private static final String PROGRAM = "Passerelle";
    private static final String PROGRAM_VERSION = "1.0";
    private static final int ROWS_OF_SHEET = 1_048_576;
    private static final int ROWS_KEPT = 500;
    private static final int DIGITS = 15;

    private final Workbook workbook;
    private List<String> names = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int row;
    private int column;

    XlsxRows(OutputStream stream) {
        this.workbook = new Workbook(stream, PROGRAM, PROGRAM_VERSION);
    }

    @Override
    public void begin(List<String> columnNames) {
        names = List.copyOf(columnNames);
        next();
    }

    private void next() {
        sheet = workbook.newWorksheet("Rows" + (sheets++ == 0 ? "" : " " + sheets));
        for (int i = 0; i < names.size(); i++) {
            sheet.inlineString(0, i, XlsxText.written(names.get(i)));
        }
        row = 0;
    }

    private Worksheet sheet() {
        return Objects.requireNonNull(sheet);
    }

    @Override
    public void startRow() {
        try {
            if (row + 1 == ROWS_OF_SHEET) {
                sheet().finish();
                next();
            } else if (row % ROWS_KEPT == 0) {
                sheet().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        row++;
        column = 0;
    }

    @Override
    void field(@Nullable String value, Kind kind) {
        int at = column++;
        if (value == null) {
            return;
        }
        switch (kind) {
            case BOOLEAN -> sheet().value(row, at, Boolean.valueOf(value));
            case NUMBER -> number(at, value);
            case TEXT, JSON -> sheet().inlineString(row, at, XlsxText.written(value));
        }
    }

    private void number(int at, String value) {
        var number = new BigDecimal(value);
        if (number.precision() <= DIGITS) {
            sheet().value(row, at, number);
        } else {
            sheet().inlineString(row, at, value);
        }
    }

    @Override
    public void endRow() {
        // a row ends where the next begins
    }

    @Override
    public void end() {
        try {
            if (sheet == null) {
                next(); // a workbook has one sheet at least
            }
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
