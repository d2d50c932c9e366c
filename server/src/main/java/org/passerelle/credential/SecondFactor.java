package org.passerelle.credential;

import org.jspecify.annotations.Nullable;

/** What is asked for beside a password, of those who have one or must have one. Implemented by the room that keeps it. Thread-safe. */
public interface SecondFactor {

    /** Whether a password alone does not open this account. */
    boolean isNeeded(String user);

    /**
     * Whether the code holds, which it does once. Too many wrong ones, and none does for a while.
     *
     * @param code of an authenticator or a recovery code; null where none was sent
     */
    boolean holds(String user, @Nullable String code);
}
