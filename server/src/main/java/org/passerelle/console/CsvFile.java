package org.passerelle.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.operation.Reply;

/** A list as a file for spreadsheets (RFC 4180). A text that one of them would take for a formula is told to be none, by an apostrophe. */
final class CsvFile {

    private CsvFile() {}

    static Reply of(String name, List<Map<String, String>> rows) {
        var text = new StringBuilder();
        if (!rows.isEmpty()) {
            text.append(line(List.copyOf(rows.getFirst().keySet())));
        }
        rows.forEach(row -> text.append(line(List.copyOf(row.values()))));
        return Reply.bytes(text.toString().getBytes(StandardCharsets.UTF_8), "text/csv;charset=UTF-8")
                .with("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    }

    private static String line(List<String> values) {
        return values.stream().map(CsvFile::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String value) {
        String safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
