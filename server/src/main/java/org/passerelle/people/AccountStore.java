package org.passerelle.people;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** The accounts in the catalogue. What they hold follows from the structure that the reader hands in. */
final class AccountStore {

    private static final String COLUMNS =
            "id, name, kind, active, email, mobile, language, time_zone, profiles, roles, acls,"
                    + " groupacls, rate_limit, ips, password, created, last_login";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM account";

    private AccountStore() {}

    static List<Account> all(Source source, Structure structure) {
        return source.all(row -> account(row).in(structure), SELECT + " ORDER BY id");
    }

    static Optional<Account> find(Source source, Structure structure, String id) {
        return source.one(row -> account(row).in(structure), SELECT + " WHERE id = ?", id);
    }

    /** The ids of the accounts that this profile is given to, in order. */
    static List<String> havingProfile(Unit unit, String profile) {
        return unit
                .all(
                        row -> row.words("profiles").contains(profile) ? row.text("id") : "",
                        "SELECT id, profiles FROM account WHERE profiles <> '' ORDER BY id")
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    static boolean hasOwner(Unit unit) {
        return unit.one(row -> row.text("id"), "SELECT id FROM account WHERE kind = 'owner'")
                .isPresent();
    }

    static boolean hasActiveOwner(Unit unit) {
        return unit.one(row -> row.text("id"), "SELECT id FROM account WHERE kind = 'owner' AND active = 1")
                .isPresent();
    }

    static void insert(Unit unit, Account account) {
        unit.run(
                "INSERT INTO account (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                account.id(),
                account.name(),
                account.kind().word(),
                account.active() ? 1 : 0,
                account.contact().email(),
                account.contact().mobile(),
                account.contact().language(),
                account.contact().timeZone(),
                lines(account.profiles()),
                lines(account.own().roles()),
                lines(account.own().acls()),
                lines(account.own().groupacls()),
                account.limits().rateLimit(),
                account.limits().ips().orNull(),
                account.password(),
                account.created().toEpochMilli());
        unit.touch(Topic.PEOPLE);
    }

    /** Keeps everything but when the account was made and last used. */
    static boolean update(Unit unit, Account account) {
        int changed = unit.run(
                "UPDATE account SET name = ?, kind = ?, active = ?, email = ?, mobile = ?, language = ?, time_zone = ?,"
                        + " profiles = ?, roles = ?, acls = ?, groupacls = ?, rate_limit = ?, ips = ?, password = ? WHERE id = ?",
                account.name(),
                account.kind().word(),
                account.active() ? 1 : 0,
                account.contact().email(),
                account.contact().mobile(),
                account.contact().language(),
                account.contact().timeZone(),
                lines(account.profiles()),
                lines(account.own().roles()),
                lines(account.own().acls()),
                lines(account.own().groupacls()),
                account.limits().rateLimit(),
                account.limits().ips().orNull(),
                account.password(),
                account.id());
        unit.touch(Topic.PEOPLE);
        return changed == 1;
    }

    static void speaks(Unit unit, String id, @Nullable String language) {
        unit.run("UPDATE account SET language = ? WHERE id = ?", language, id);
        unit.touch(Topic.PEOPLE);
    }

    /** Touches no topic: nobody needs to read people again for it. */
    static void entered(Unit unit, String id, long at) {
        unit.run(
                "UPDATE account SET last_login = ? WHERE id = ? AND (last_login IS NULL OR last_login < ?)",
                at,
                id,
                at);
    }

    /** With its keys and those by which it acted for others, which nobody may use for another account of that name. */
    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM api_key WHERE created_by = ?", id);
        unit.run("DELETE FROM account WHERE id = ?", id);
        unit.touch(Topic.PEOPLE);
        unit.touch(Topic.CREDENTIALS);
    }

    static String lines(List<String> words) {
        return String.join("\n", words);
    }

    private static Account account(Row row) {
        return new Account(
                row.text("id"),
                row.text("name"),
                Account.Kind.of(row.text("kind")).orElseThrow(),
                row.flag("active"),
                new Account.Contact(
                        row.textOrNull("email"),
                        row.textOrNull("mobile"),
                        row.textOrNull("language"),
                        row.textOrNull("time_zone")),
                row.words("profiles"),
                new Bundle(row.words("roles"), row.words("acls"), row.words("groupacls")),
                new Account.Limits(row.numberOrNull("rate_limit"), AddressList.kept(row.textOrNull("ips"))),
                row.textOrNull("password"),
                row.moment("created"),
                row.momentOrNull("last_login"),
                Account.Effective.NONE);
    }
}
