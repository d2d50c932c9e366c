package org.passerelle.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where rows of the catalogue are read: as they are committed, or as a unit of work sees them, its own changes included. */
public interface Source {

    <T> List<T> all(Function<Row, T> make, String statement, Object... values);

    <T> Optional<T> one(Function<Row, T> make, String statement, Object... values);
}
