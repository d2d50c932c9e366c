package org.passerelle.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every collection that the console shows, in the order of the menu. */
final class Collections {

    static final List<Collection> ALL = Stream.of(
                    DataCollections.ALL, AccessCollections.ALL, ExchangeCollections.ALL, HouseCollections.ALL)
            .flatMap(List::stream)
            .toList();

    private Collections() {}

    static Optional<Collection> find(String id) {
        return ALL.stream().filter(collection -> collection.id().equals(id)).findFirst();
    }
}
