package org.passerelle.credential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of a console session: {@code id.secret}. The token that proves a write to come from our own page is made of the secret,
 * so that whoever cannot read the page cannot know it.
 */
public record ConsoleCookie(String id, String secret) {

    public static final String NAME = "passerelle_session";

    private static final int SECRET = 32;
    private static final Pattern IN_HEADER =
            Pattern.compile("(?:^|[;\\s])" + NAME + "=([0-9a-v]{18})\\.([0-9A-Za-z]{" + SECRET + "})(?:;|$)");

    static ConsoleCookie fresh(String id) {
        return new ConsoleCookie(id, Secrets.fresh(SECRET));
    }

    /** @param header {@code Cookie}; null when there is none, or none of ours in it */
    public static @Nullable ConsoleCookie in(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher found = IN_HEADER.matcher(header);
        return found.find() ? new ConsoleCookie(found.group(1), found.group(2)) : null;
    }

    public String value() {
        return id + "." + secret;
    }

    /** What a write must bring along. */
    public String writeToken() {
        return Secrets.hash("write " + secret);
    }

    String hash() {
        return Secrets.hash(secret);
    }

    @Override
    public String toString() {
        return "console session " + id;
    }
}
