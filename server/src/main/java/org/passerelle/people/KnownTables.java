package org.passerelle.people;

import java.util.List;
import org.passerelle.access.Grant;
import org.passerelle.fault.Fault;

/** What this room must be told of tables, by the room that knows them. Thread-safe. */
public interface KnownTables {

    /** The public names of the open tables. */
    List<String> open();

    /**
     * Whether an entry of a role makes sense: its rule is RSQL, its columns are the table's. A table that is not open yet may be named.
     *
     * @param grant of who writes the role
     * @throws Fault 422 that says what does not fit
     */
    void check(Grant grant, String table, TableEntry entry);
}
