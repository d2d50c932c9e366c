package org.passerelle.connection;

import org.passerelle.catalogue.Unit;

/** What is kept here of a connection's records and goes with the connection: a later one of the same id must not inherit it. */
public interface Belongings {

    /**
     * Takes all of it away, if the unit commits.
     *
     * @return how many files that are
     */
    int take(Unit unit, String connection);
}
