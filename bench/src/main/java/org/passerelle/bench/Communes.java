package org.passerelle.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.passerelle.format.Format;
import org.passerelle.format.RowSource;

/** The communes of France, as rows for JDBC and as requests for the server; and their empty table. */
final class Communes {

    static final int AT_A_TIME = 10_000;

    static final String TABLE = """
            create table communes (code varchar(5) primary key, nom varchar(60) not null, departement varchar(3), region varchar(3),
              cp varchar(5), codes_postaux text, siren varchar(9), population integer, zone varchar(8))""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSERT =
            "insert into communes (code, nom, departement, region, cp, codes_postaux, siren,"
                    + " population, zone) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPSERT = INSERT + " on conflict (code) do update set nom = excluded.nom,"
            + " departement = excluded.departement, region = excluded.region, cp = excluded.cp,"
            + " codes_postaux = excluded.codes_postaux, siren = excluded.siren, population = excluded.population,"
            + " zone = excluded.zone";

    private Communes() {}

    static List<ObjectNode> read() {
        InputStream csv = Objects.requireNonNull(Communes.class.getResourceAsStream("/demo/communes.csv"));
        List<ObjectNode> rows = new ArrayList<>();
        RowSource.open(csv, Format.CSV).forEachRemaining(rows::add);
        return rows;
    }

    /** Bodies for {@code /api/items/communes}. @param more is added to each population */
    static List<byte[]> requests(List<ObjectNode> rows, int more) {
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += AT_A_TIME) {
            ArrayNode body = JSON.createArrayNode();
            for (ObjectNode row : rows.subList(from, Math.min(from + AT_A_TIME, rows.size()))) {
                ObjectNode sent = body.addObject().put("cle", row.get("code").asText());
                row.properties().forEach(member -> {
                    if (member.getKey().equals("population")) {
                        sent.put("population", row.get("population").asInt() + more);
                    } else if (!member.getKey().equals("code")) {
                        sent.set(member.getKey(), member.getValue());
                    }
                });
            }
            try {
                requests.add(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return requests;
    }

    /** As a plain program would: one prepared statement, a transaction for as many rows as a request has. */
    static void batch(Connection connection, List<ObjectNode> rows, int more, boolean upsert) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(upsert ? UPSERT : INSERT)) {
            int count = 0;
            for (ObjectNode row : rows) {
                int at = 1;
                for (var member : row.properties()) {
                    bind(statement, at++, member.getKey(), member.getValue(), more);
                }
                statement.addBatch();
                if (++count % AT_A_TIME == 0 || count == rows.size()) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, int at, String name, JsonNode value, int more)
            throws SQLException {
        if (value.isNull()) {
            statement.setNull(at, Types.NULL);
        } else if (name.equals("population")) {
            statement.setInt(at, value.asInt() + more);
        } else {
            statement.setString(at, value.asText());
        }
    }

    /** Reads every cell, as the server must. @return how many characters */
    static long scan(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long characters = 0;
        try (PreparedStatement statement = connection.prepareStatement("select * from communes order by code")) {
            statement.setFetchSize(500);
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= width; i++) {
                        String cell = rows.getString(i);
                        characters += cell == null ? 0 : cell.length();
                    }
                }
            }
        }
        connection.rollback();
        return characters;
    }
}
