package org.passerelle.credential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.fault.Fault;

/**
 * What a password must be, when it is chosen: long enough, without the login in it, and none of those that everyone tries first (NIST SP
 * 800-63B §3.1.1.2; no rules about kinds of characters).
 */
public final class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 1_000;
    private static final String LIST = "/passwords/common.txt";

    private PasswordRules() {}

    /** @throws Fault 422 that names the member {@code password} and says what to change */
    public static void check(String login, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw refused("must be from {} to {} characters long", SHORTEST, LONGEST);
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (!login.isEmpty() && plain.contains(login.toLowerCase(Locale.ROOT))) {
            throw refused("must not contain the login");
        }
        if (plain.chars().distinct().count() == 1 || isCommon(plain)) {
            throw refused("is one of those that are tried first: choose another");
        }
    }

    /** A common word with figures and signs before or behind is as common as the word. */
    private static boolean isCommon(String plain) {
        Set<String> common = Common.WORDS;
        String bare = plain.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return common.contains(plain) || common.contains(bare);
    }

    private static Fault refused(String words, Object... names) {
        return Fault.inconsistentMember("password", words, names);
    }

    /** Read when the first password is chosen. */
    private static final class Common {
        private static final Set<String> WORDS = read();

        private static Set<String> read() {
            try (InputStream in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(LIST), LIST);
                    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
