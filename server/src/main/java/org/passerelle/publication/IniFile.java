package org.passerelle.publication;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code config.ini} as it is found: {@code KEY = value}, values in either quotes or none, comments behind {@code ;} and {@code #}, sections
 * that mean nothing, a byte order mark, any end of line. Keys count without case; of several, the last. A line that is none of it is
 * passed over.
 */
final class IniFile {

    private IniFile() {}

    /** Keys in upper case. */
    static Map<String, String> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String raw : whole.split("\\R")) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (equals > 0 && ";#[".indexOf(line.charAt(0)) < 0) {
                values.put(
                        line.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        value(line.substring(equals + 1).strip()));
            }
        }
        return values;
    }

    private static String value(String text) {
        if (!text.isEmpty() && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 ? text.substring(1) : text.substring(1, end);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '#') {
                return text.substring(0, i).strip();
            }
        }
        return text;
    }
}
