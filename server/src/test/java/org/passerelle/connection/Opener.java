package org.passerelle.connection;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Opens a database of the fixtures as the server would. */
final class Opener {

    private Opener() {}

    static Database open(org.passerelle.engine.Database fixture) {
        return open(fixture, ZoneOffset.UTC);
    }

    static Database open(org.passerelle.engine.Database fixture, ZoneId zone) {
        boolean sqlite = fixture.engine() == org.passerelle.engine.Engine.SQLITE;
        return new Database(
                new ConnectionSpec(
                        fixture.type(),
                        fixture.type(),
                        Engine.of(fixture.type()).orElseThrow(),
                        sqlite ? "jdbc:sqlite:" + fixture.file() : fixture.jdbcUrl(),
                        fixture.user(),
                        fixture.password(),
                        List.of(),
                        false,
                        30,
                        0),
                zone);
    }
}
