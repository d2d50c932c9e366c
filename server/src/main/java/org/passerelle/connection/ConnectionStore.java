package org.passerelle.connection;

import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;

/** The connections in the catalogue, passwords sealed. The first saved comes first: it keeps a table's name when two share it. */
final class ConnectionStore {

    private static final String COLUMNS =
            "id, name, type, url, login, sealed_password, roles, read_only, statement_timeout, row_cap";

    private final Catalogue catalogue;
    private final Vault vault;

    ConnectionStore(Catalogue catalogue, Vault vault) {
        this.catalogue = catalogue;
        this.vault = vault;
    }

    List<ConnectionSpec> all() {
        return catalogue.all(this::spec, "SELECT " + COLUMNS + " FROM connection ORDER BY position, id");
    }

    Optional<ConnectionSpec> find(Unit unit, String id) {
        return unit.one(this::spec, "SELECT " + COLUMNS + " FROM connection WHERE id = ?", id);
    }

    void insert(Unit unit, ConnectionSpec spec) {
        unit.run(
                "INSERT INTO connection (" + COLUMNS
                        + ", position) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(MAX(position), 0) + 1"
                        + " FROM connection",
                spec.id(),
                spec.name(),
                spec.engine().word(),
                spec.url(),
                spec.user(),
                spec.password() == null ? null : vault.seal(spec.password()),
                String.join("\n", spec.roles()),
                spec.readOnly() ? 1 : 0,
                spec.statementTimeout(),
                spec.rowCap());
        unit.touch(Topic.CONNECTIONS);
    }

    void update(Unit unit, ConnectionSpec spec) {
        unit.run(
                "UPDATE connection SET name = ?, type = ?, url = ?, login = ?, sealed_password = ?, roles = ?, read_only = ?,"
                        + " statement_timeout = ?, row_cap = ? WHERE id = ?",
                spec.name(),
                spec.engine().word(),
                spec.url(),
                spec.user(),
                spec.password() == null ? null : vault.seal(spec.password()),
                String.join("\n", spec.roles()),
                spec.readOnly() ? 1 : 0,
                spec.statementTimeout(),
                spec.rowCap(),
                spec.id());
        unit.touch(Topic.CONNECTIONS);
    }

    void delete(Unit unit, String id) {
        unit.run("DELETE FROM table_choice WHERE connection = ?", id);
        unit.run("DELETE FROM connection WHERE id = ?", id);
        unit.touch(Topic.CONNECTIONS);
    }

    private ConnectionSpec spec(Row row) {
        String sealed = row.textOrNull("sealed_password");
        return new ConnectionSpec(
                row.text("id"),
                row.text("name"),
                Engine.of(row.text("type")).orElseThrow(),
                row.text("url"),
                row.textOrNull("login"),
                sealed == null ? null : vault.unseal(sealed),
                row.words("roles"),
                row.flag("read_only"),
                row.number("statement_timeout"),
                row.number("row_cap"));
    }
}
