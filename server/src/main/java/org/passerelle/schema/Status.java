package org.passerelle.schema;

import java.util.Arrays;
import java.util.Optional;

/** How public a record of a module is, as its status column says it. */
public enum Status {
    /** Public. */
    P,
    /** Draft. */
    D,
    /** Archived, in public. */
    PA,
    /** Archived, for the administration alone. */
    AA;

    public static Optional<Status> of(String code) {
        return Arrays.stream(values()).filter(s -> s.name().equals(code)).findFirst();
    }
}
