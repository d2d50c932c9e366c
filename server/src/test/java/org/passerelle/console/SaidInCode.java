package org.passerelle.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What refusals say, as the sources have it: the first text of each call that makes one. */
final class SaidInCode {

    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern CALL = Pattern.compile(
            "(?:\\bFault\\.\\w+|\\bMembers\\.inconsistent|new (?:Fault\\.)?Error|new Refused|new Wrong|new (?:Values\\.)?Unfit|\\bSentence\\.name)\\(");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A sentence, or the beginning of one that is joined of parts: no name of a member, no pointer. It may begin with what it quotes. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?:\\\\\")?(?:[A-Za-z{].* .*[.}?: ]|[A-Za-z{]\\S* \\S+ .+|is a text|is missing|(?:an?|JSON|bytes)\\b.*)");

    private SaidInCode() {}

    static Set<String> refusals(Path sources) throws IOException {
        var said = new TreeSet<String>();
        try (var files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String code = JOINED.matcher(Files.readString(file)).replaceAll("");
                CALL.matcher(code).results().forEach(call -> add(said, code, call.end()));
            }
        }
        return said;
    }

    private static void add(Set<String> said, String code, int from) {
        Matcher text = TEXT.matcher(code).region(from, end(code, from));
        while (text.find()) {
            if (SENTENCE.matcher(text.group(1)).matches()) {
                said.add(text.group(1).replace("\\\"", "\""));
                return;
            }
        }
    }

    /** Where the call's parenthesis closes. */
    private static int end(String code, int from) {
        boolean quoted = false;
        int open = 1;
        int at = from;
        for (; at < code.length() && open > 0; at++) {
            char c = code.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return at;
    }
}
