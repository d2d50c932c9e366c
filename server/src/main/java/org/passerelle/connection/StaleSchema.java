package org.passerelle.connection;

/** A statement named a table or column that is no longer there: the snapshot must be read again, then the call be planned again. */
public final class StaleSchema extends RuntimeException {
    StaleSchema(Throwable cause) {
        super(null, cause, false, false);
    }
}
