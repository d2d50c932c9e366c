package org.passerelle.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * Rows of the first sheet of a workbook, one at a time. Its first row that is not empty names the columns; empty rows are passed over, an empty cell is
 * NULL. A cell is read as text: a number in all its digits, a date as ISO 8601, a formula as the value that it had when the workbook was saved.
 */
final class XlsxSource implements Iterator<ObjectNode> {

    private final ReadableWorkbook workbook;
    private final Iterator<Row> rows;
    private final List<String> header;
    private boolean known;
    private @Nullable Row next;
    private int number;

    XlsxSource(InputStream body) throws IOException {
        Path file = XlsxFile.arrived(body);
        try {
            this.workbook = sound(() -> open(file));
        } finally {
            Files.delete(file); // it stays for whoever has opened it
        }
        this.rows = sound(() -> sheet(workbook));
        Row first = advance();
        this.header = first == null ? List.of() : header(first);
        this.known = first == null;
    }

    /** With the formats of its numbers, if it has any. */
    private static ReadableWorkbook open(Path file) {
        try {
            try {
                return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
            } catch (IOException | ExcelReaderException e) {
                return new ReadableWorkbook(file.toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<Row> sheet(ReadableWorkbook workbook) {
        try {
            return workbook.getFirstSheet().openStream().iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the library makes of a workbook that lies about itself is any exception. */
    private static <T> T sound(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Fault fault) {
            throw fault;
        } catch (RuntimeException e) {
            throw XlsxFile.unsound();
        }
    }

    /** Null after the last. */
    private @Nullable Row advance() {
        while (sound(rows::hasNext)) {
            Row row = sound(rows::next);
            if (row.stream().anyMatch(cell -> !isEmpty(cell))) {
                return row;
            }
        }
        try {
            workbook.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(@Nullable Cell cell) {
        return cell == null || cell.getType() == CellType.EMPTY;
    }

    private List<String> header(Row first) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (Cell cell : first) {
            String name = isEmpty(cell) ? "" : text(cell);
            if (name == null || name.isBlank()) {
                throw Fault.badRequest("The header of the sheet has a column without a name.");
            }
            if (!seen.add(name)) {
                throw Fault.badRequest("The header of the sheet has the column {} twice.", name);
            }
            names.add(name);
        }
        return names;
    }

    @Override
    public boolean hasNext() {
        if (!known) {
            next = advance();
            known = true;
        }
        return next != null;
    }

    @Override
    public ObjectNode next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        known = false;
        number++;
        try {
            return object(next);
        } catch (Fault fault) {
            throw Fault.inRow(number, fault);
        }
    }

    private ObjectNode object(Row row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            object.put(header.get(i), cell == null ? null : text(cell));
        }
        for (int i = header.size(); i < row.getCellCount(); i++) {
            Cell beyond = row.getCell(i);
            if (!isEmpty(beyond)) {
                throw Fault.badRequest("Cell " + beyond.getAddress() + " stands in a column without a name.");
            }
        }
        return object;
    }

    /** Null for an empty cell. */
    private @Nullable String text(Cell cell) {
        Object value = cell.getValue();
        if (cell.getType() == CellType.ERROR || value instanceof String word && isFault(cell, word)) {
            throw Fault.badRequest("Cell " + cell.getAddress() + " holds the error " + cell.getRawValue() + ".");
        }
        if (value == null && cell.getFormula() != null) {
            throw Fault.badRequest(
                    "Cell " + cell.getAddress()
                            + " holds a formula whose value was not saved: open the workbook in its program and save it again.");
        }
        return switch (value) {
            case null -> null;
            case BigDecimal number ->
                XlsxDates.isDate(cell.getDataFormatString())
                        ? XlsxDates.text(
                                number, workbook.isDate1904(), cell.getAddress().toString())
                        : plain(number);
            case String text -> XlsxText.read(text);
            default -> value.toString();
        };
    }

    private static boolean isFault(Cell cell, String word) {
        return cell.getType() == CellType.FORMULA
                && word.matches("#(DIV/0!|N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!)");
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0).toPlainString() : bare.toPlainString();
    }
}
