package org.passerelle.token;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;

/** The keys that the catalogue knows, sealed. */
record SigningKeyStore(Catalogue catalogue, Vault vault) {

    /** Begins the root of keys that die with their process. */
    static final String TEMPORARY = "temporary ";

    private static final String SELECT =
            "SELECT kid, sealed, created, covers, retired, ends FROM signing_key WHERE root = ? ORDER BY created, kid";

    /**
     * Moments are milliseconds since 1970.
     *
     * @param covers the last moment at which a token signed by it ends
     * @param retired since when it signs no more; null for the one that signs
     * @param ends when it verifies no more
     */
    record Kept(
            SigningKey key,
            long created,
            long covers,
            @Nullable Long retired,
            @Nullable Long ends) {

        boolean verifies(long now) {
            return ends == null || now < ends;
        }
    }

    /** Oldest first. */
    List<Kept> all(String root) {
        return catalogue.all(this::kept, SELECT, root);
    }

    Optional<Kept> find(Unit unit, String root, String kid) {
        return unit.all(this::kept, SELECT, root).stream()
                .filter(kept -> kept.key().kid().equals(kid))
                .findFirst();
    }

    /** @param text the key, whole or what verifies */
    void insert(Unit unit, String root, SigningKey key, String text, long now, long covers) {
        unit.run(
                "INSERT INTO signing_key (kid, root, sealed, created, covers) VALUES (?, ?, ?, ?, ?)",
                key.kid(),
                root,
                vault.seal(text),
                now,
                covers);
    }

    /** @return false when the key is not there, or has been retired */
    boolean cover(Unit unit, String kid, long until) {
        return unit.run(
                        "UPDATE signing_key SET covers = CASE WHEN covers < ? THEN ? ELSE covers END"
                                + " WHERE kid = ? AND retired IS NULL",
                        until,
                        until,
                        kid)
                == 1;
    }

    /** From now on it only verifies, and its private half is forgotten. */
    void retire(Unit unit, SigningKey key, long now, long ends) {
        unit.run(
                "UPDATE signing_key SET sealed = ?, retired = ?, ends = ? WHERE kid = ?",
                vault.seal(key.verifyingText()),
                now,
                ends,
                key.kid());
    }

    /** What ended before, and what processes left behind that had no configured key; the other nodes read again. */
    void forget(Unit unit, String root, long before) {
        unit.run("DELETE FROM signing_key WHERE ends < ?", before);
        unit.run(
                "DELETE FROM signing_key WHERE root LIKE ? AND root <> ? AND covers < ?",
                TEMPORARY + "%",
                root,
                before);
        unit.touch(Topic.CREDENTIALS);
    }

    private Kept kept(Row row) {
        return new Kept(
                SigningKey.parse(vault.unseal(row.text("sealed"))),
                row.big("created"),
                row.big("covers"),
                row.bigOrNull("retired"),
                row.bigOrNull("ends"));
    }
}
