package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** Passwords of accounts, kept here as hashes. Thread-safe. */
@Singleton
final class LocalPasswords implements PasswordSource {

    private final People people;
    private final Passwords passwords;
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    LocalPasswords(People people, Passwords passwords) {
        this.people = people;
        this.passwords = passwords;
    }

    /** Whether there is such an account, with a password of its own. */
    boolean has(String user) {
        return people.find(user).map(Account::password).isPresent();
    }

    @Override
    public Optional<Match> match(String user, String password) {
        String hash = hash(user);
        boolean matches = passwords.matches(password, hash == null ? nobody : hash);
        return matches && hash != null ? Optional.of(new Match(this, user, hash)) : Optional.empty();
    }

    /** Until the account has another hash, or is not active. */
    @Override
    public boolean stands(Match match) {
        return match.proof().equals(hash(match.account()));
    }

    private @Nullable String hash(String user) {
        return people.find(user).filter(Account::active).map(Account::password).orElse(null);
    }
}
