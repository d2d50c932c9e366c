package org.passerelle.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/connections} (wire.md §8; DigDash: create, replace, delete, list by role, name and type). */
@Singleton
public final class ConnectionOperations implements Capability {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final String ROOT = "connection";
    private static final String FILES_REMOVED = "Files-Removed";

    private final Connections connections;
    private final ConnectionStore store;
    private final ConnectionSettings settings;
    private final Belongings belongings;

    @Inject
    ConnectionOperations(Connections connections, ConnectionSettings settings, Belongings belongings) {
        this.connections = connections;
        this.store = connections.store();
        this.settings = settings;
        this.belongings = belongings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(list(), get(), create(), replace(), delete());
    }

    private Operation list() {
        return Pages.declared(Operation.get("/api/v1/connections"))
                .named("connections.list", "List the connections")
                .tag(Tag.CONNECTIONS)
                .needs(Right.read(ApiType.CONNECTIONS))
                .query("itemRole", "The role that owns the connection", "comptables")
                .query("nameFilter", "A part of the name, without case", "compta")
                .query("typeFilter", "The type, exactly", "postgresql")
                .answers(200, Shape.many(ConnectionView.class, ROOT))
                .by(this::list);
    }

    private Operation get() {
        return Operation.get("/api/v1/connections/{id}")
                .named("connections.get", "Show a connection")
                .tag(Tag.CONNECTIONS)
                .needs(Right.read(ApiType.CONNECTIONS))
                .answers(200, Shape.of(ConnectionView.class, ROOT))
                .by(call -> Reply.ok(view(known(call.path("id"))), ROOT));
    }

    private Operation create() {
        return Operation.post("/api/v1/connections")
                .named("connections.create", "Add a connection")
                .tag(Tag.CONNECTIONS)
                .needs(Right.write(ApiType.CONNECTIONS))
                .takes(ConnectionBody.class, ROOT)
                .answers(201, Shape.of(ConnectionView.class, ROOT))
                .changes(DryRun.CATALOGUE)
                .by(this::create);
    }

    private Operation replace() {
        return Operation.put("/api/v1/connections/{id}")
                .named("connections.replace", "Replace a connection")
                .tag(Tag.CONNECTIONS)
                .needs(Right.write(ApiType.CONNECTIONS))
                .takes(ConnectionBody.class, ROOT)
                .answers(200, Shape.of(ConnectionView.class, ROOT))
                .changes(DryRun.CATALOGUE)
                .by(this::replace);
    }

    private Operation delete() {
        return Operation.delete("/api/v1/connections/{id}")
                .named("connections.delete", "Remove a connection")
                .tag(Tag.CONNECTIONS)
                .needs(Right.write(ApiType.CONNECTIONS))
                .answers(204, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .by(this::delete);
    }

    private Reply list(Call call) {
        String role = call.query().one("itemRole");
        String part = call.query().one("nameFilter", "").toLowerCase(java.util.Locale.ROOT);
        String type = call.query().one("typeFilter");
        List<ConnectionSpec> found = store.all().stream()
                .filter(c -> role == null || c.roles().contains(role))
                .filter(c -> c.name().toLowerCase(java.util.Locale.ROOT).contains(part))
                .filter(c -> type == null || c.engine().word().equals(type))
                .toList();
        return Pages.whole(call, found, ConnectionSpec::id, this::view, "connections");
    }

    private Reply create(Call call) {
        ConnectionSpec spec = add(call.change(), store, settings, call.body().as(ConnectionBody.class));
        return Reply.created(view(spec), ROOT, "/api/v1/connections/" + spec.id());
    }

    /** Saves a new connection by the rules that hold for all, whoever asks. */
    static ConnectionSpec add(Unit unit, ConnectionStore store, ConnectionSettings settings, ConnectionBody body) {
        String name = body.name() == null ? body.id() : body.name();
        if (name == null || name.isBlank()) {
            throw Fault.badMember("name", "is missing");
        }
        String id = body.id() == null ? free(unit, store, slug(name)) : body.id();
        ConnectionSpec spec = spec(body, id, body.password(), settings);
        if (store.find(unit, id).isPresent()) {
            throw Catalogue.taken("The connection", id);
        }
        store.insert(unit, spec);
        return spec;
    }

    private Reply replace(Call call) {
        ConnectionSpec before = changeable(call);
        ObjectNode given = call.body().object();
        ConnectionBody body = Documents.convert(given, ConnectionBody.class);
        if (body.id() != null && !body.id().equals(before.id())) {
            throw Fault.badMember("id", "cannot change");
        }
        ConnectionSpec spec = spec(body, before.id(), given.has("password") ? body.password() : before.password());
        if (!given.has("password") && before.password() != null && !spec.isSameDoor(before)) {
            throw Fault.badMember(
                    "password",
                    "is given anew where type, url or user change: the kept one could go to another server");
        }
        store.update(call.change(), spec);
        return Reply.ok(view(spec), ROOT);
    }

    /** Says how many files on its records go with it. */
    private Reply delete(Call call) {
        String id = changeable(call).id();
        int files = belongings.take(call.change(), id);
        store.delete(call.change(), id);
        return new Reply.Empty(204, files == 0 ? Map.of() : Map.of(FILES_REMOVED, Integer.toString(files)));
    }

    /** What the settings declare would be as it was at the next start. */
    private ConnectionSpec changeable(Call call) {
        ConnectionSpec spec = found(call.change(), call.path("id"));
        if (settings.declared().stream().anyMatch(body -> spec.id().equals(body.id()))) {
            throw Fault.conflict("The connection {} is declared in the settings: change it there.", spec.id());
        }
        return spec;
    }

    private ConnectionSpec spec(ConnectionBody body, String id, @Nullable String password) {
        return spec(body, id, password, settings);
    }

    /** @throws Fault 422 that says what is wrong with it */
    static ConnectionSpec spec(ConnectionBody body, String id, @Nullable String password, ConnectionSettings settings) {
        if (!ID.matcher(id).matches()) {
            throw Fault.badMember("id", "is made of letters, digits, _ . and -, 100 at most");
        }
        if (body.url() == null) {
            throw Fault.badMember("url", "is missing");
        }
        Engine engine = (body.type() == null ? Engine.ofUrl(body.url()) : Engine.of(body.type()))
                .orElseThrow(() -> Fault.badMember(
                        "type",
                        "must be one of {}",
                        String.join(
                                ", ",
                                java.util.stream.Stream.of(Engine.values())
                                        .map(Engine::word)
                                        .toList())));
        UrlGuard.check(engine, body.url(), settings.files());
        return new ConnectionSpec(
                id,
                Objects.requireNonNullElse(body.name(), id),
                engine,
                body.url(),
                body.user(),
                password,
                body.roles() == null ? List.of() : List.copyOf(body.roles()),
                Boolean.TRUE.equals(body.readOnly()),
                bounded("statementTimeout", body.statementTimeout(), ConnectionSettings.STATEMENT_TIMEOUT, 1, 3600),
                bounded("rowCap", body.rowCap(), 0, 0, Integer.MAX_VALUE));
    }

    private static int bounded(String name, @Nullable Integer value, int otherwise, int from, int to) {
        int number = value == null ? otherwise : value;
        if (number < from || number > to) {
            throw Fault.badMember(name, "must be from {} to {}", from, to);
        }
        return number;
    }

    /** Saves the connections that the settings declare, where they differ from what is saved. */
    static void declare(Catalogue catalogue, ConnectionStore store, ConnectionSettings settings) {
        for (ConnectionBody body : settings.declared()) {
            ConnectionSpec spec = spec(body, Objects.requireNonNull(body.id()), body.password(), settings);
            catalogue.change(unit -> {
                var before = store.find(unit, spec.id());
                if (before.isEmpty()) {
                    store.insert(unit, spec);
                } else if (!before.get().equals(spec)) {
                    store.update(unit, spec);
                }
                return spec;
            });
        }
    }

    private ConnectionView view(ConnectionSpec c) {
        return new ConnectionView(
                c.id(),
                c.name(),
                c.engine().word(),
                c.url(),
                c.user(),
                c.roles(),
                c.readOnly(),
                c.statementTimeout(),
                c.rowCap(),
                connections.status(c.id()));
    }

    private ConnectionSpec known(String id) {
        return store.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow(() -> unknown(id));
    }

    private ConnectionSpec found(Unit unit, String id) {
        return store.find(unit, id).orElseThrow(() -> unknown(id));
    }

    static Fault unknown(String id) {
        return Fault.notFound("There is no connection {}.", id);
    }

    private static String free(Unit unit, ConnectionStore store, String wanted) {
        String id = wanted;
        for (int i = 2; store.find(unit, id).isPresent(); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    private static String slug(String name) {
        String slug = Folding.fold(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "connection" : slug.substring(0, Math.min(slug.length(), 90));
    }
}
