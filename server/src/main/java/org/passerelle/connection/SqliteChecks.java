package org.passerelle.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.connection.PhysicalTable.Check;

/**
 * The named rules of a SQLite table, and the columns that they look at: SQLite keeps them only in the table's own {@code CREATE}, and tells
 * of a rule that has a name nothing but that.
 */
final class SqliteChecks {

    private static final Pattern NAMED = Pattern.compile(
            "\\bconstraint\\s+(\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+\\]|[\\w$]+)\\s+check\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    private SqliteChecks() {}

    static List<Check> of(String create, List<String> columns) {
        var checks = new ArrayList<Check>();
        Matcher named = NAMED.matcher(create);
        while (named.find()) {
            String rule = create.substring(named.end(), end(create, named.end()));
            List<String> mentioned =
                    columns.stream().filter(column -> mentions(rule, column)).toList();
            if (!mentioned.isEmpty()) {
                checks.add(new Check(bare(named.group(1)), mentioned));
            }
        }
        return checks;
    }

    /** Where the parenthesis that was opened before is closed; those in quotes do not count. */
    private static int end(String sql, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return sql.length();
    }

    /** As a whole word, in any case, as SQLite reads names. */
    private static boolean mentions(String rule, String column) {
        String text = rule.toLowerCase(Locale.ROOT);
        String name = column.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int after = at + name.length();
            boolean begins = at == 0 || !Character.isUnicodeIdentifierPart(text.charAt(at - 1));
            boolean ends = after == text.length() || !Character.isUnicodeIdentifierPart(text.charAt(after));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String name) {
        return switch (name.charAt(0)) {
            case '"' -> name.substring(1, name.length() - 1).replace("\"\"", "\"");
            case '`', '[' -> name.substring(1, name.length() - 1);
            default -> name;
        };
    }
}
