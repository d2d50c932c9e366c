package org.passerelle.connection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.fault.Sentence;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * Whether a database answers: one that is known, {@code /api/v1/connections/{id}/test}, and one that is about to be added, {@code
 * /api/v1/connection-test}, of which it is told what it holds. Nothing of a test is kept, and a rehearsed one calls nobody.
 */
@Singleton
final class ConnectionTests implements Capability {

    private static final int MOST_CAUSES = 10;
    /** Of MariaDB and MySQL, whose SQLSTATE is that of any wrong statement. */
    private static final int MARIADB_UNKNOWN = 1049;

    private static final String UNTRIED = "dry-run";

    private final ConnectionStore store;
    private final ConnectionSettings settings;

    @Inject
    ConnectionTests(Connections connections, ConnectionSettings settings) {
        this.store = connections.store();
        this.settings = settings;
    }

    /** What a test of a connection found. */
    public record Tested(
            @Doc(value = "Whether it answered", example = "true")
            boolean ok,

            @Doc(value = "What answered, or why nothing did", example = "PostgreSQL 18.6")
            String message) {}

    /** What a test found before there was a connection. */
    public record Found(
            @Doc(value = "Whether it answered", example = "true")
            boolean ok,

            @Doc(value = "What answered, or why nothing did", example = "PostgreSQL 18.6")
            String message,

            @Doc("What the connection would hold; nothing where it did not answer")
            List<FoundTable> tables) {}

    /** A table or view, under the database's own names. */
    public record FoundTable(
            @Doc(value = "Its name, behind that of its schema where it has one", example = "public.clients")
            String name,

            @Doc(value = "How many columns it has", example = "7")
            int columns,

            @Doc(value = "Its primary key; none where it can only be read", example = "id")
            List<String> key,

            @Doc(value = "The tables that its foreign keys point to", example = "public.regions")
            List<String> references,

            @Doc(value = "What to know before it is opened", example = "It has no key: its records can only be read.")
            List<String> warnings) {

        private static FoundTable of(PhysicalTable table) {
            return new FoundTable(
                    named(table.schema(), table.name()),
                    table.columns().size(),
                    table.primaryKey(),
                    table.foreignKeys().stream()
                            .map(key -> named(key.targetSchema(), key.targetTable()))
                            .distinct()
                            .toList(),
                    FoundTable.warnings(table));
        }

        private static String named(String schema, String table) {
            return schema.isEmpty() ? table : schema + "." + table;
        }

        private static List<String> warnings(PhysicalTable table) {
            if (table.isView()) {
                return List.of(Sentence.name("It is a view: its records can only be read."));
            }
            return table.primaryKey().isEmpty()
                    ? List.of(Sentence.name("It has no key: its records can only be read."))
                    : List.of();
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/v1/connections/{id}/test")
                        .named("connections.test", "Try whether a connection answers")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .answers(200, Shape.of(Tested.class, "test"))
                        .by(this::known),
                Operation.post("/api/v1/connection-test")
                        .named("connections.probe", "Try a connection before it is added, and see what it would hold")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .takes(ConnectionBody.class, "connection")
                        .answers(200, Shape.of(Found.class, "test"))
                        .by(this::unknown));
    }

    private Reply known(Call call) {
        ConnectionSpec spec = store.all().stream()
                .filter(known -> known.id().equals(call.path("id")))
                .findFirst()
                .orElseThrow(() -> ConnectionOperations.unknown(call.path("id")));
        Tested tested = call.dryRun()
                ? new Tested(true, UNTRIED)
                : tried(spec, database -> new Tested(true, database.greet()), why -> new Tested(false, why));
        return Reply.ok(tested, "test");
    }

    private Reply unknown(Call call) {
        ConnectionBody body = call.body().as(ConnectionBody.class);
        ConnectionSpec spec = ConnectionOperations.spec(
                body, Objects.requireNonNullElse(body.id(), "untold"), body.password(), settings);
        return Reply.ok(call.dryRun() ? new Found(true, UNTRIED, List.of()) : found(spec), "test");
    }

    /** A file that is not there is not made for a test. */
    private Found found(ConnectionSpec spec) {
        if (UrlGuard.file(spec.engine(), spec.url()).filter(Files::notExists).isPresent()) {
            return nothing(Sentence.name("There is no such file: the connection would begin with an empty database."));
        }
        return tried(spec, ConnectionTests::found, ConnectionTests::nothing);
    }

    private static Found nothing(String why) {
        return new Found(false, why, List.of());
    }

    private static Found found(Database database) {
        return new Found(
                true,
                database.greet(),
                database.inspect().stream().map(FoundTable::of).toList());
    }

    private <T> T tried(ConnectionSpec spec, Function<Database, T> work, Function<String, T> otherwise) {
        try (var trial = new Database(spec, settings.timeZone())) {
            return work.apply(trial);
        } catch (Fault e) {
            return otherwise.apply(why(e));
        }
    }

    /** By what the driver met: SQLSTATE (ISO 9075 and PostgreSQL's appendix A), or an exception of the network. */
    private static String why(Fault fault) {
        return Stream.<Throwable>iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .flatMap(cause -> switch (cause) {
                    case UnknownHostException _ -> Stream.of(Sentence.name("No host of that name is known."));
                    case ConnectException _ -> Stream.of(Sentence.name("Nothing listens at that address."));
                    case SQLException e -> refused(e);
                    default -> Stream.empty();
                })
                .findFirst()
                .orElse(Sentence.name("It does not answer: check address, user and password."));
    }

    private static Stream<String> refused(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.startsWith("28")) {
            return Stream.of(Sentence.name("The database refuses this user or password."));
        }
        return state.startsWith("3D") || e.getErrorCode() == MARIADB_UNKNOWN
                ? Stream.of(Sentence.name("The server has no database of that name, or not for this user."))
                : Stream.empty();
    }
}
