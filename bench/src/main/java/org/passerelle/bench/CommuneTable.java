package org.passerelle.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.passerelle.format.Format;
import org.passerelle.format.RowSource;

/** A table of communes: its rows for JDBC and as requests for the server, in and out by plain JDBC. */
final class CommuneTable {

    static final int AT_A_TIME = 10_000;

    static final String CREATE = """
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

    private CommuneTable() {}

    /** The real ones of France, 34,969. */
    static List<ObjectNode> real() {
        InputStream csv = Objects.requireNonNull(CommuneTable.class.getResourceAsStream("/demo/communes.csv"));
        List<ObjectNode> rows = new ArrayList<>();
        RowSource.open(csv, Format.CSV, Optional.empty()).forEachRemaining(rows::add);
        return rows;
    }

    /** As many as wanted, 100,000 at most: the real ones again and again, each with a code of its own. */
    static List<ObjectNode> many(int count) {
        List<ObjectNode> real = real();
        return IntStream.range(0, count)
                .mapToObj(i -> real.get(i % real.size()).deepCopy().put("code", String.format(Locale.ROOT, "%05d", i)))
                .toList();
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

    /** Sends them one after the other. @param status what must become of every row */
    static void send(Client client, List<byte[]> requests, String status) throws IOException, InterruptedException {
        for (byte[] body : requests) {
            String answer = client.post("/api/items/communes", body);
            int rows = answer.split("\"status\":", -1).length;
            if (rows < 2 || rows != answer.split("\"status\":\"" + status + "\"", -1).length) {
                throw new IllegalStateException(
                        "not all " + status + ": " + answer.substring(0, Math.min(300, answer.length())));
            }
        }
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
}
