package org.passerelle.operation;

import java.util.Optional;
import org.passerelle.catalogue.Unit;

/**
 * What makes a call count once, however often it is made: its answer is kept together with what it changes, under a mark. Belongs to one
 * thread.
 */
public interface Once {

    /** No two calls have the same. */
    String mark();

    /** Whether the call was begun before, and may have been done then: its mark must be looked for. */
    boolean isAgain();

    /** The answer, if it has come into the catalogue meanwhile; asked for where the mark is not found beside the change. */
    Optional<Reply> answered();

    /**
     * Makes of the answer what is kept beside a change, before that commits.
     *
     * @return what {@link #again} understands
     */
    String keep(Reply reply);

    /** The answer that was kept. */
    Reply again(String kept);

    /** Whether the answer is kept even where nothing was changed. */
    default boolean keepsAlways() {
        return false;
    }

    /** For long work that may commit part by part; empty where it is done whole. */
    default Optional<Parts> parts() {
        return Optional.empty();
    }

    /** Keeps the answer in the catalogue, if the unit commits. */
    void settle(Unit unit, Reply reply);
}
