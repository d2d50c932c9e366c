package org.passerelle.licence;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A user's place in the licence. */
record Seat(String user, Type type, Instant since) {

    /** As licences count them. */
    enum Type {
        ADMIN,
        USER;

        static Optional<Type> of(String word) {
            return Arrays.stream(values()).filter(t -> t.name().equals(word)).findFirst();
        }
    }
}
