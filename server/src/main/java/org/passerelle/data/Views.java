package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.fault.Fault;

/** The view that a list asks for: a saved one by key or number, else the one that each open table has under its own name. */
@Singleton
final class Views {

    private final ViewStore store;
    private final Tables tables;

    @Inject
    Views(ViewStore store, Tables tables) {
        this.store = store;
        this.tables = tables;
    }

    /** @throws Fault 404 when there is neither such a view nor such an open table */
    View need(String keyOrNumber) {
        return store.find(keyOrNumber).orElseGet(() -> ofTable(keyOrNumber));
    }

    private View ofTable(String name) {
        if (tables.snapshot().open(name).isEmpty() && !tables.snapshot().away().contains(name)) {
            throw Fault.notFound("There is no view {}.", name);
        }
        return new View(0, name, name, name, List.of(), null, null, null);
    }
}
