package org.passerelle.signin;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;

/**
 * Codes on paper, for who has lost his authenticator. Each works once. They have 120 random bits, so that a plain hash of them is enough
 * and nobody need be kept waiting who mistypes one.
 */
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 15;
    private static final int CHARACTERS = 24;
    private static final int GROUP = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** New ones, in place of those that there were. */
    static List<String> renew(Unit unit, String user) {
        unit.run("DELETE FROM recovery_code WHERE account = ?", user);
        List<String> codes = Stream.generate(RecoveryCodes::fresh).limit(COUNT).toList();
        codes.forEach(
                code -> unit.run("INSERT INTO recovery_code (hash, account) VALUES (?, ?)", Secrets.hash(code), user));
        return codes.stream().map(RecoveryCodes::grouped).toList();
    }

    /** @param typed without blanks and hyphens, in capitals */
    static boolean looksLikeOne(String typed) {
        return typed.length() == CHARACTERS;
    }

    static boolean use(Unit unit, String user, String typed) {
        return unit.run("DELETE FROM recovery_code WHERE hash = ? AND account = ?", Secrets.hash(typed), user) == 1;
    }

    static int left(Source source, String user) {
        return source.all(row -> row.text("hash"), "SELECT hash FROM recovery_code WHERE account = ?", user)
                .size();
    }

    private static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.encode(bytes);
    }

    /** {@code ABCDEF-GHIJKL-MNOPQR-STUVWX}. */
    private static String grouped(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }
}
