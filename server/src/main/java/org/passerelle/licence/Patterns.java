package org.passerelle.licence;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** Regular expressions of clients: matched in linear time (RE2), and bounded in what they cost to read. */
final class Patterns {

    private static final int LONGEST = 500;

    /** What counted repetitions may multiply to. */
    private static final long MOST = 1_000;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private Patterns() {}

    /** @throws Fault 400 for what is no expression */
    static @Nullable Pattern compile(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST || repetitions(text) > MOST) {
            throw Fault.badRequest("pattern is too long: {} characters and {} repetitions at most.", LONGEST, MOST);
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw Fault.badRequest("pattern is no regular expression (RE2).");
        }
    }

    private static long repetitions(String text) {
        return COUNTED.matcher(text)
                .results()
                .mapToLong(Patterns::most)
                .reduce(1, (one, other) -> Math.min(MOST + 1, Math.max(one, 1) * Math.max(other, 1)));
    }

    private static long most(MatchResult counted) {
        String last = counted.group(2);
        return Math.max(Long.parseLong(counted.group(1)), last == null || last.isEmpty() ? 0 : Long.parseLong(last));
    }
}
