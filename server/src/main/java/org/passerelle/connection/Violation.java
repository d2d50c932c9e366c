package org.passerelle.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A constraint said no. Columns and constraint are told by the database's own names, as far as the engine tells them. */
public final class Violation extends RuntimeException {

    public enum Kind {
        UNIQUE,
        /** The row points to one that is not there. */
        NO_TARGET,
        /** Other rows point to this one. */
        STILL_NEEDED,
        /** The engine does not say which of the two. */
        FOREIGN_KEY,
        NOT_NULL,
        CHECK,
        /** A value that the column cannot hold. */
        RANGE
    }

    private final transient Kind kind;
    private final transient String constraint;
    private final transient List<String> columns;

    Violation(Kind kind, Optional<String> constraint, List<String> columns, @Nullable Throwable cause) {
        super(null, cause, false, false);
        this.kind = kind;
        this.constraint = constraint.orElse("");
        this.columns = columns;
    }

    /** The same, once it is known which columns point to nothing. */
    public Violation withoutTarget(List<String> found) {
        return new Violation(Kind.NO_TARGET, Optional.empty(), found, this);
    }

    public Kind kind() {
        return kind;
    }

    /** Empty when the engine does not tell. */
    public String constraint() {
        return constraint;
    }

    public List<String> columns() {
        return columns;
    }
}
