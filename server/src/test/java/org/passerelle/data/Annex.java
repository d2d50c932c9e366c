package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.Client;

/**
 * A second connection beside the demo's, with what a demo does not show: composite keys, keys that hold commas, tables without a key,
 * reserved and odd names, a closed table, every type. Made once for each server.
 */
final class Annex {

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE parts (
              maker TEXT NOT NULL, number TEXT NOT NULL, label VARCHAR(20), weight REAL, price DECIMAL(10,3), made DATE,
              seen TIMESTAMP WITH TIME ZONE, at TIME, ok BOOLEAN, big BIGINT, small SMALLINT, raw BLOB, guid UUID, doc JSON, loose,
              PRIMARY KEY (maker, number))
            """,
            "INSERT INTO parts (maker, number, label) VALUES ('acme', '1', 'plain'), ('acme', 'a,b', 'comma'), ('50%', 'x%2Cy', 'per cent')",
            "CREATE TABLE stones (serial INTEGER PRIMARY KEY, id TEXT, cle TEXT, name TEXT)",
            "INSERT INTO stones VALUES (1, 'one', 'k1', 'Opal'), (2, 'two', 'k2', 'Onyx')",
            "CREATE TABLE notes (line TEXT, value INTEGER)",
            "INSERT INTO notes VALUES ('b', 2), ('a', 1), (NULL, 3)",
            "CREATE TABLE list (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO list VALUES (1, 'listed')",
            "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO clients VALUES (1, 'of the annex')",
            "CREATE TABLE secret (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO secret VALUES (1, 'classified')",
            "CREATE TABLE crossed (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT)",
            "INSERT INTO crossed VALUES (1, '2', 'id 1'), (2, '1', 'id 2'), (3, 'only', 'id 3')",
            "CREATE TABLE \"odd names\" (id INTEGER PRIMARY KEY, \"two words\" TEXT, \"a|b\" TEXT, \"q\" TEXT, \"sort\" TEXT, \"é\" TEXT)",
            "INSERT INTO \"odd names\" VALUES (1, 'w1', 'b1', 'q1', 's1', 'e1'), (2, 'w2', 'b2', 'q2', 's2', 'e2')",
            "CREATE TABLE words (code TEXT PRIMARY KEY, text TEXT)",
            """
            INSERT INTO words VALUES ('1', 'Œuvre'), ('2', 'oeuvre'), ('3', 'ŒUVRE'), ('4', 'Straße'), ('5', 'STRASSE'), ('6', 'été'),
              ('7', 'ÉTÉ'), ('8', 'ete'), ('9', '100%'), ('10', '100'), ('11', 'a_b'), ('12', 'axb'), ('13', 'x|y'), ('14', 'x\\y'),
              ('15', ''), ('16', NULL), ('17', ' '), ('18', 'a;b'), ('19', 'a'), ('20', 'b'), ('21', 'Æther'), ('22', 'it''s'),
              ('23', '!x'), ('24', 'semi;colon;s'), ('25', 'AND'), ('26', '日本'), ('27', '😀 smile'), ('a,b', 'comma key'), ('a%2Cb', 'escaped key')
            """);

    private Annex() {}

    static synchronized void open() {
        Client admin = Client.byKey();
        if (admin.get("/api/v1/connections/annex").status() == 200) {
            return;
        }
        Path file = Path.of(ConfigProvider.getConfig().getValue("passerelle.data", String.class))
                .resolve("annex.db");
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = database.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        admin.post("/api/v1/connections", "{\"id\":\"annex\",\"url\":\"jdbc:sqlite:" + file + "\"}")
                .is(201);
        admin.send("POST", "/api/v1/connections/annex/refresh", null).is(200);
        for (String name :
                List.of("parts", "stones", "notes", "annex_list", "annex_clients", "crossed", "odd%20names", "words")) {
            admin.put("/api/v1/tables/" + name, "{\"open\":true}").is(200);
        }
        admin.put("/api/v1/tables/crossed", "{\"key\":\"code\"}").is(200);
        assertThat(admin.get("/api/list/words/").is(200).json().path("total").asInt())
                .isEqualTo(29);
    }
}
