package org.passerelle.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** API keys in the catalogue. */
final class CatalogueKeyStore implements KeyStore {

    private static final String COLUMNS =
            "k.id, k.hash, k.account, k.created_by, k.name, k.created, k.expires, k.permissions, k.ips, k.rate_limit,"
                    + " k.origins, k.last_used, k.last_ip";
    private static final String ONE = "SELECT " + COLUMNS + " FROM api_key k WHERE k.id = ?";

    private final Catalogue catalogue;
    private final AtomicLong changes = new AtomicLong();

    CatalogueKeyStore(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.onChange(Topic.CREDENTIALS, changes::incrementAndGet);
    }

    @Override
    public long version() {
        return changes.get();
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return catalogue.one(CatalogueKeyStore::key, ONE, id);
    }

    @Override
    public Optional<ApiKey> find(Unit unit, String id) {
        return unit.one(CatalogueKeyStore::key, ONE, id);
    }

    @Override
    public List<ApiKey> list(Whose whose, @Nullable String before, int limit) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        switch (whose) {
            case Whose.Own(String user) -> {
                where.add("(k.account = ? OR k.created_by = ?)");
                values.add(user);
                values.add(user);
            }
            case Whose.Inhouse(String user) -> {
                where.add("(a.kind = 'inhouse' OR k.account = ? OR k.created_by = ?)");
                values.add(user);
                values.add(user);
            }
            case Whose.All() -> {}
        }
        if (before != null) {
            where.add("k.id < ?");
            values.add(before);
        }
        values.add(limit);
        return catalogue.all(
                CatalogueKeyStore::key,
                "SELECT " + COLUMNS + " FROM api_key k JOIN account a ON a.id = k.account"
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                        + " ORDER BY k.id DESC LIMIT ?",
                values.toArray());
    }

    @Override
    public List<ApiKey> ending(Instant after, Instant until) {
        return catalogue.all(
                CatalogueKeyStore::key,
                "SELECT " + COLUMNS + " FROM api_key k WHERE k.expires > ? AND k.expires <= ? ORDER BY k.expires, k.id",
                after.toEpochMilli(),
                until.toEpochMilli());
    }

    @Override
    public Set<String> origins() {
        var origins = new HashSet<String>();
        catalogue
                .all(row -> row.words("origins"), "SELECT DISTINCT origins FROM api_key WHERE origins IS NOT NULL")
                .forEach(origins::addAll);
        return origins;
    }

    @Override
    public void insert(Unit unit, ApiKey key) {
        unit.run(
                "INSERT INTO api_key (id, hash, account, created_by, name, created, expires, permissions, ips, rate_limit,"
                        + " origins) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.hash(),
                key.user(),
                key.createdBy(),
                key.name(),
                key.created().toEpochMilli(),
                key.expires() == null ? null : key.expires().toEpochMilli(),
                key.permissions().lines(),
                key.ips().orNull(),
                key.rateLimit(),
                key.bound().origins().isEmpty()
                        ? null
                        : String.join("\n", key.bound().origins()));
        unit.touch(Topic.CREDENTIALS);
    }

    @Override
    public boolean replace(Unit unit, String id, String by, Instant end) {
        int replaced = unit.run(
                "UPDATE api_key SET replaced_by = ?, expires = CASE WHEN expires < ? THEN expires ELSE ? END"
                        + " WHERE id = ? AND replaced_by IS NULL",
                by,
                end.toEpochMilli(),
                end.toEpochMilli(),
                id);
        unit.touch(Topic.CREDENTIALS);
        return replaced == 1;
    }

    @Override
    public boolean delete(Unit unit, String id) {
        boolean deleted = unit.run("DELETE FROM api_key WHERE id = ?", id) == 1;
        unit.touch(Topic.CREDENTIALS);
        return deleted;
    }

    /** Touches no topic: nobody needs to read keys again for it. */
    @Override
    public void used(Map<String, Use> uses) {
        catalogue.change(unit -> {
            uses.forEach((id, use) -> unit.run(
                    "UPDATE api_key SET last_used = ?, last_ip = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)",
                    use.at(),
                    use.address(),
                    id,
                    use.at()));
            return uses.size();
        });
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.text("id"),
                row.text("hash"),
                row.text("account"),
                row.text("created_by"),
                row.text("name"),
                row.moment("created"),
                row.momentOrNull("expires"),
                Permissions.ofLines(row.words("permissions")),
                new Bounds.Bound(
                        row.numberOrNull("rate_limit"),
                        AddressList.kept(row.textOrNull("ips")),
                        null,
                        Set.copyOf(row.words("origins"))),
                row.momentOrNull("last_used"),
                row.textOrNull("last_ip"));
    }
}
