package org.passerelle.credential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner holds it:
 *
 * <pre>psl_ID_SECRETCHECK
 * ID      18 characters 0-9 a-v: 50 bits of milliseconds since 1970, then 40 random bits; so newer keys sort later
 * SECRET  27 characters 0-9 A-Z a-z: 160 random bits
 * CHECK    6 characters of the same: CRC-32 of all that stands before</pre>
 *
 * The check tells a mistyped key, and lets scanners of source code tell a leaked one from any other word, without a look-up.
 */
record KeyText(String id, String secret) {

    static final String PREFIX = "psl_";

    private static final int SECRET = 27;
    private static final int CHECK = 6;
    private static final int LONGEST_ID = 40;

    static KeyText fresh(Instant created) {
        return new KeyText(Secrets.sortableId(created), Secrets.fresh(SECRET));
    }

    /** Null for a text that was never one of our keys. */
    static @Nullable KeyText parse(String text) {
        int end = text.length() - CHECK - SECRET - 1;
        if (!text.startsWith(PREFIX) || end <= PREFIX.length() || end > PREFIX.length() + LONGEST_ID) {
            return null;
        }
        if (text.charAt(end) != '_'
                || !text.regionMatches(text.length() - CHECK, check(text, text.length() - CHECK), 0, CHECK)) {
            return null;
        }
        return new KeyText(text.substring(PREFIX.length(), end), text.substring(end + 1, text.length() - CHECK));
    }

    /** What the owner is given, once. */
    String text() {
        String body = prefix() + "_" + secret;
        return body + check(body, body.length());
    }

    /** The part that is no secret, by which people tell their keys. */
    String prefix() {
        return PREFIX + id;
    }

    byte[] digest() {
        return Secrets.digest(secret);
    }

    String hash() {
        return Secrets.hash(secret);
    }

    private static String check(String text, int length) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8), 0, length);
        long rest = crc.getValue();
        var check = new char[CHECK];
        for (int i = CHECK - 1; i >= 0; i--) {
            check[i] = Secrets.BASE62.charAt((int) (rest % Secrets.BASE62.length()));
            rest /= Secrets.BASE62.length();
        }
        return new String(check);
    }

    @Override
    public String toString() {
        return prefix();
    }
}
