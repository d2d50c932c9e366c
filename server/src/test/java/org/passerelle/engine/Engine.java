package org.passerelle.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/** A kind of database the server opens, real in every test. Any thread may ask; each database is its asker's alone. */
public enum Engine {
    SQLITE,
    POSTGRESQL,
    MARIADB,
    H2;

    /** The account, where there are accounts. PostgreSQL: owns its databases, may create roles, is no superuser. */
    static final String USER = "passerelle";

    static final String PASSWORD = "passerelle-test";

    /** The word for this engine in settings and JDBC URLs: "sqlite", "postgresql", "mariadb", "h2". */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A new empty database; the first of PostgreSQL or MariaDB also starts the server, which takes seconds. */
    public Database fresh(String name) {
        String unique = unique(name);
        return switch (this) {
            case SQLITE -> ofFile(EngineFolder.of("sqlite").resolve(unique + ".db"));
            case POSTGRESQL -> PostgresServer.create(unique, "template1");
            case MARIADB -> MariaDbServer.create(unique);
            case H2 -> at("jdbc:h2:mem:" + unique + ";DB_CLOSE_DELAY=-1");
        };
    }

    /** A new empty H2 database in a file; as the one in memory it stays open without connections. */
    public static Database freshH2File(String name) {
        return H2.at("jdbc:h2:file:" + EngineFolder.of("h2").resolve(unique(name)) + ";DB_CLOSE_DELAY=-1");
    }

    static Database ofFile(Path sqlite) {
        return SQLITE.at(
                "jdbc:sqlite:" + sqlite + "?foreign_keys=true&journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
    }

    Database at(String jdbcUrl) {
        return new Database(type(), jdbcUrl, this == SQLITE ? "" : USER, this == SQLITE ? "" : PASSWORD);
    }

    /** As every engine takes it unquoted, and unlike any other name on the machine. */
    static String unique(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return "t_" + plain.substring(0, Math.min(plain.length(), 40)) + "_" + random;
    }

    static Engine of(String type) {
        return valueOf(type.toUpperCase(Locale.ROOT));
    }
}
