package org.passerelle.signin;

import java.time.Instant;

/** An authenticator: knows a secret, and shows codes. Each call shows the code of a later step, as far as the server takes them. */
public final class Phone {

    private final byte[] secret;
    private long last;

    /** @param secret in Base32 */
    public Phone(String secret) {
        this.secret = Base32.decode(secret);
        this.last = now() - 2;
    }

    /** One that was not shown yet, and that the server takes: three of them within half a minute, no more. */
    public String next() {
        last = Math.max(last + 1, now() - 1);
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
