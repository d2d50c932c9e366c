package org.passerelle.bench.bare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code POST /api/item/client/{id}} and {@code GET /api/list/{table}}, answered as the server answers them, byte by byte. */
@Singleton
final class BareHandler {

    private static final Logger LOG = Logger.getLogger(BareHandler.class);
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final BareDatabase database;
    private final AgroalDataSource pool;
    private final Statements statements;
    private final ClientJson client;

    BareHandler() {
        this.database = BareDatabase.told();
        this.pool = database.pool();
        this.statements = new Statements(database.isSqlite());
        this.client = new ClientJson(database.isSqlite());
    }

    private interface Work {
        Buffer answer(RoutingContext context) throws SQLException, IOException;
    }

    void listen(@Observes Router router) {
        router.get("/api/item/client/:id").handler(context -> serve(context, this::item));
        router.post("/api/item/client/:id")
                .handler(BodyHandler.create(false))
                .handler(context -> serve(context, this::change));
        router.get("/api/list/:table").handler(context -> serve(context, this::list));
        router.get("/api/grouped/:table").handler(context -> serve(context, this::grouped));
    }

    void ready(@Observes StartupEvent start) {
        System.out.println("The bare handler is ready");
    }

    private static void serve(RoutingContext context, Work work) {
        Thread.ofVirtual().start(() -> {
            try {
                Buffer body = work.answer(context);
                context.response().putHeader("Content-Type", "application/json").end(body);
            } catch (SQLException | IOException | RuntimeException e) {
                LOG.error("it failed", e);
                context.response().setStatusCode(500).end();
            }
        });
    }

    private Buffer item(RoutingContext context) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            return item(connection, id(context));
        }
    }

    /** Changes the row, reads it again, and commits. */
    private Buffer change(RoutingContext context) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            PreparedStatement statement = statements.take(connection, database.change());
            statement.setInt(
                    1, Objects.requireNonNull(context.body().asJsonObject()).getInteger("effectif"));
            statement.setLong(2, id(context));
            statement.executeUpdate();
            statements.done(statement);
            Buffer changed = item(connection, id(context));
            connection.commit();
            connection.setAutoCommit(true);
            return changed;
        }
    }

    private static long id(RoutingContext context) {
        return Long.parseLong(given(context.pathParam("id")));
    }

    private Buffer item(Connection connection, long id) throws SQLException, IOException {
        var body = new ByteArrayOutputStream(1024);
        PreparedStatement statement = statements.take(connection, database.item());
        statement.setLong(1, id);
        statement.setLong(2, 1);
        try (ResultSet rows = statement.executeQuery();
                JsonGenerator json = JSON.createGenerator(body)) {
            if (rows.next()) {
                client.write(rows, json);
            }
        } finally {
            statements.done(statement);
        }
        return Buffer.buffer(body.toByteArray());
    }

    /** The total first, where the page does not tell it; then the rows, each written as it comes. */
    private Buffer list(RoutingContext context) throws SQLException, IOException {
        String table = given(context.pathParam("table"));
        int rowPerPage = Integer.parseInt(given(context.request().getParam("rowPerPage")));
        var gathered = new ByteArrayOutputStream(16 * 1024);
        long count = 0;
        try (Connection connection = pool.getConnection()) {
            PreparedStatement statement = statements.take(connection, database.list(table));
            statement.setLong(1, rowPerPage);
            try (ResultSet rows = statement.executeQuery();
                    JsonGenerator json = JSON.createGenerator((OutputStream) gathered)) {
                json.writeStartArray();
                for (; rows.next(); count++) {
                    client.write(rows, json);
                }
                json.writeEndArray();
            } finally {
                statements.done(statement);
            }
            if (count == rowPerPage) {
                count = count(connection, table);
            }
        }
        return page(count, rowPerPage).appendBytes(gathered.toByteArray()).appendByte((byte) '}');
    }

    /** The rows as one JSON text that SQLite makes. */
    private Buffer grouped(RoutingContext context) throws SQLException {
        String table = given(context.pathParam("table"));
        int rowPerPage = Integer.parseInt(given(context.request().getParam("rowPerPage")));
        try (Connection connection = pool.getConnection()) {
            PreparedStatement statement = statements.take(connection, database.grouped(table));
            statement.setLong(1, rowPerPage);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                long count = rows.getLong(2);
                String all = rows.getString(1);
                Buffer body = page(count == rowPerPage ? count(connection, table) : count, rowPerPage);
                return body.appendString(all, "UTF-8").appendByte((byte) '}');
            }
        }
    }

    private long count(Connection connection, String table) throws SQLException {
        PreparedStatement statement = statements.take(connection, database.count(table));
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } finally {
            statements.done(statement);
        }
    }

    private static String given(@Nullable String parameter) {
        return Objects.requireNonNull(parameter);
    }

    private static Buffer page(long total, int rowPerPage) {
        String head = "{\"total\":" + total + ",\"page\":1,\"rowPerPage\":" + rowPerPage + ",\"rows\":";
        return Buffer.buffer(16 * 1024).appendBytes(head.getBytes(StandardCharsets.UTF_8));
    }
}
