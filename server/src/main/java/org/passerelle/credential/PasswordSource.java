package org.passerelle.credential;

import java.util.Optional;

/** A place where passwords are kept. An unknown user costs the same there as a wrong password. Thread-safe. */
interface PasswordSource {

    /**
     * A password that was found right.
     *
     * @param account its id, however the user was typed
     * @param proof what the password was held against: as long as it stands, the password need not be asked again
     */
    record Match(PasswordSource source, String account, String proof) {

        boolean stands() {
            return source.stands(this);
        }
    }

    /** @throws org.passerelle.fault.Fault 503 when it cannot be asked now */
    Optional<Match> match(String user, String password);

    /** Looks only at what is at hand. */
    boolean stands(Match match);
}
