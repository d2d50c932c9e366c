package org.passerelle.connection;

import java.util.List;

/** What the server tells its drivers and databases, so that the bare handler can tell its own the same. */
public final class Told {

    private Told() {}

    /** The URL with the options that the server adds. */
    public static String url(String jdbcUrl) {
        Engine engine = Engine.ofUrl(jdbcUrl).orElseThrow();
        return DriverUrl.of(new ConnectionSpec("bench", "bench", engine, jdbcUrl, null, null, List.of(), false, 30, 0));
    }

    /** What each new session hears; may be empty. */
    public static String greeting(String jdbcUrl) {
        return String.join("; ", Engine.ofUrl(jdbcUrl).orElseThrow().greeting(30));
    }
}
