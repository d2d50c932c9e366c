package org.passerelle.signin;

import java.time.Instant;

/**
 * An authenticator: knows a secret, and shows codes. Each call shows the code of a later step, as far ahead as the server takes them: one that is shown
 * is still good when its step ends on the way.
 */
public final class Phone {

    private final byte[] secret;
    private long last;

    /** @param secret in Base32 */
    public Phone(String secret) {
        this.secret = Base32.decode(secret);
    }

    /** One that was not shown yet: two of them within half a minute, no more. */
    public String next() {
        last = Math.max(last + 1, now());
        if (last > now() + 1) {
            throw new IllegalStateException("the server takes no third code within half a minute");
        }
        return Totp.code(secret, last);
    }

    /** The one that was shown last. */
    public String again() {
        return Totp.code(secret, last);
    }

    private static long now() {
        return Instant.now().getEpochSecond() / Totp.STEP_SECONDS;
    }
}
