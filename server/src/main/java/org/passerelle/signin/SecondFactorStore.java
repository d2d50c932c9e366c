package org.passerelle.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** The second factors in the catalogue. */
final class SecondFactorStore {

    private SecondFactorStore() {}

    /** @param since null until a first code has shown that the secret arrived */
    record Kept(String sealedSecret, @Nullable Instant since, long lastStep) {}

    static Set<String> enrolled(Source source) {
        return Set.copyOf(
                source.all(row -> row.text("account"), "SELECT account FROM second_factor WHERE since IS NOT NULL"));
    }

    static Optional<Kept> find(Source source, String user) {
        return source.one(
                row -> new Kept(row.text("sealed_secret"), row.momentOrNull("since"), row.big("last_step")),
                "SELECT sealed_secret, since, last_step FROM second_factor WHERE account = ?",
                user);
    }

    /** In place of one that was begun and never confirmed. */
    static void begin(Unit unit, String user, String sealedSecret) {
        unit.run("DELETE FROM second_factor WHERE account = ?", user);
        unit.run("INSERT INTO second_factor (account, sealed_secret, last_step) VALUES (?, ?, 0)", user, sealedSecret);
    }

    /** Whether no code of this step or a later one was taken before. */
    static boolean use(Unit unit, String user, long step) {
        return unit.run("UPDATE second_factor SET last_step = ? WHERE account = ? AND last_step < ?", step, user, step)
                == 1;
    }

    static void confirm(Unit unit, String user, Instant since) {
        unit.run("UPDATE second_factor SET since = ? WHERE account = ?", since.toEpochMilli(), user);
    }

    static void delete(Unit unit, String user) {
        unit.run("DELETE FROM second_factor WHERE account = ?", user);
        unit.run("DELETE FROM recovery_code WHERE account = ?", user);
    }
}
