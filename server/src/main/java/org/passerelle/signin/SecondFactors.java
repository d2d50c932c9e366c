package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.credential.SecondFactor;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * The second factors of the accounts: a secret in an authenticator, sealed here, and recovery codes, of which hashes are kept. A code is good
 * once: its time step is noted with the check, so that of two who send it at once one is refused, on every node. Thread-safe.
 */
@Singleton
public final class SecondFactors implements SecondFactor {

    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Catalogue catalogue;
    private final People people;
    private final Vault vault;
    private final FailedLogins failures;
    private final SignInSettings settings;
    private final Clock clock;

    /** Who has one. */
    private volatile Set<String> enrolled = Set.of();

    @Inject
    SecondFactors(
            Catalogue catalogue,
            People people,
            Vault vault,
            FailedLogins failures,
            SignInSettings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.people = people;
        this.vault = vault;
        this.failures = failures;
        this.settings = settings;
        this.clock = clock;
        catalogue.onChange(Topic.CREDENTIALS, this::read);
        read();
    }

    private synchronized void read() {
        enrolled = SecondFactorStore.enrolled(catalogue);
    }

    /** Whether the account has one. */
    boolean isOn(String user) {
        return enrolled.contains(user);
    }

    /** Whether it must have one. */
    boolean isRequired(String user) {
        return switch (settings.secondFactor()) {
            case NOBODY -> false;
            case OWNERS -> people.find(user).filter(Account::isOwner).isPresent();
            case EVERYBODY -> true;
        };
    }

    @Override
    public boolean isNeeded(String user) {
        return isOn(user) || isRequired(user);
    }

    @Override
    public boolean holds(String user, @Nullable String code) {
        return code != null && isOn(user) && catalogue.change(unit -> takes(unit, user, code));
    }

    /** The same within a unit of work. */
    boolean takes(Unit unit, String user, String code) {
        String typed = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return RecoveryCodes.looksLikeOne(typed)
                ? RecoveryCodes.use(unit, user, typed)
                : guessed(user, () -> takesCode(unit, user, typed, false));
    }

    private boolean takesCode(Unit unit, String user, String code, boolean first) {
        SecondFactorStore.Kept kept = SecondFactorStore.find(unit, user).orElse(null);
        if (kept == null || first == (kept.since() != null)) {
            return false;
        }
        byte[] secret = Base32.decode(vault.unseal(kept.sealedSecret()));
        OptionalLong step = Totp.step(secret, code, clock.instant(), kept.lastStep());
        return step.isPresent() && SecondFactorStore.use(unit, user, step.getAsLong());
    }

    /** A million codes are few: guesses are counted for the account, from wherever they come; who guesses knows the password already. */
    private boolean guessed(String user, BooleanSupplier check) {
        try {
            return failures.check("", "code of " + user, check);
        } catch (Fault tooMany) {
            return false;
        }
    }

    /**
     * Begins: from now on there is a secret, which counts when a first code has come of it.
     *
     * @return in Base32, as authenticators take it
     * @throws Fault 409 when there is a second factor already
     */
    String begin(Unit unit, String user) {
        if (status(unit, user).isPresent()) {
            throw Fault.conflict("There is a second factor already: remove it first.");
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String text = Base32.encode(secret);
        SecondFactorStore.begin(unit, user, vault.seal(text));
        return text;
    }

    /** Whether the first code came of the secret; from now on the password alone opens nothing. */
    boolean confirm(Unit unit, String user, String code) {
        boolean held = guessed(user, () -> takesCode(unit, user, code.replaceAll("\\s", ""), true));
        if (held) {
            SecondFactorStore.confirm(unit, user, clock.instant());
            unit.touch(Topic.CREDENTIALS);
        }
        return held;
    }

    void remove(Unit unit, String user) {
        SecondFactorStore.delete(unit, user);
        unit.touch(Topic.CREDENTIALS);
    }

    /** Since when there is one; empty where there is none, or none yet. */
    Optional<Instant> status(Source source, String user) {
        return SecondFactorStore.find(source, user).map(SecondFactorStore.Kept::since);
    }
}
