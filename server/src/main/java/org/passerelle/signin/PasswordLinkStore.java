package org.passerelle.signin;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Unit;

/** The links in the catalogue, by the hash of their token. */
final class PasswordLinkStore {

    private static final String COLUMNS = "account, made_by, permissions, password, made, ends";

    private PasswordLinkStore() {}

    /** In place of the one that was made for the same account in the same way; those that have ended go with it. */
    static void insert(Unit unit, String hash, PasswordLink link) {
        unit.run("DELETE FROM password_link WHERE ends <= ?", link.made().toEpochMilli());
        String sameWay = link.madeBy() == null ? " AND made_by IS NULL" : " AND made_by IS NOT NULL";
        unit.run("DELETE FROM password_link WHERE account = ?" + sameWay, link.account());
        unit.run(
                "INSERT INTO password_link (" + COLUMNS + ", hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                link.account(),
                link.madeBy(),
                link.permissions().lines(),
                link.password(),
                link.made().toEpochMilli(),
                link.ends().toEpochMilli(),
                hash);
    }

    static Optional<PasswordLink> find(Unit unit, String hash) {
        return unit.one(PasswordLinkStore::link, "SELECT " + COLUMNS + " FROM password_link WHERE hash = ?", hash);
    }

    /** Whether it was there: of two who use a link at once, one finds it gone. */
    static boolean delete(Unit unit, String hash) {
        return unit.run("DELETE FROM password_link WHERE hash = ?", hash) == 1;
    }

    /** Whether the account's person has asked for one since. */
    static boolean wasAskedFor(Unit unit, String account, Instant since) {
        return unit.one(
                        row -> row.text("hash"),
                        "SELECT hash FROM password_link WHERE account = ? AND made_by IS NULL AND made > ?",
                        account,
                        since.toEpochMilli())
                .isPresent();
    }

    private static PasswordLink link(Row row) {
        return new PasswordLink(
                row.text("account"),
                row.textOrNull("made_by"),
                Permissions.ofLines(row.words("permissions")),
                row.text("password"),
                row.moment("made"),
                row.moment("ends"));
    }
}
