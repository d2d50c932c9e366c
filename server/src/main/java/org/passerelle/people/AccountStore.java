package org.passerelle.people;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** The accounts in the catalogue. */
record AccountStore(Catalogue catalogue) {

    private static final String SELECT = "SELECT id, name, kind, active, password, acls, created FROM account";

    List<Account> all() {
        return catalogue.all(AccountStore::account, SELECT);
    }

    static Optional<Account> find(Unit unit, String id) {
        return unit.one(AccountStore::account, SELECT + " WHERE id = ?", id);
    }

    static boolean hasOwner(Unit unit) {
        return unit.one(row -> row.text("id"), "SELECT id FROM account WHERE kind = 'owner'")
                .isPresent();
    }

    static void insert(Unit unit, Account account) {
        unit.run(
                "INSERT INTO account (id, name, kind, active, password, acls, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
                account.id(),
                account.name(),
                account.kind().word(),
                account.active() ? 1 : 0,
                account.password(),
                acls(account),
                account.created().toEpochMilli());
        unit.touch(Topic.PEOPLE);
    }

    static boolean update(Unit unit, Account account) {
        int changed = unit.run(
                "UPDATE account SET name = ?, kind = ?, active = ?, password = ?, acls = ? WHERE id = ?",
                account.name(),
                account.kind().word(),
                account.active() ? 1 : 0,
                account.password(),
                acls(account),
                account.id());
        unit.touch(Topic.PEOPLE);
        return changed == 1;
    }

    private static String acls(Account account) {
        return String.join("\n", account.acls().stream().sorted().toList());
    }

    private static Account account(Row row) {
        return new Account(
                row.text("id"),
                row.text("name"),
                Account.Kind.of(row.text("kind")).orElseThrow(),
                row.flag("active"),
                new HashSet<>(row.words("acls")),
                row.textOrNull("password"),
                row.moment("created"));
    }
}
