package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.passerelle.directory.Directory;
import org.passerelle.directory.DirectoryEntry;
import org.passerelle.directory.DirectorySettings;
import org.passerelle.people.DirectoryAccounts;
import org.passerelle.people.People;

/** Passwords that a directory keeps. Whoever enters by it for the first time has an account from then on. Thread-safe. */
@Singleton
final class DirectoryPasswords implements PasswordSource {

    private final Directory directory;
    private final DirectorySettings settings;
    private final DirectoryAccounts accounts;
    private final People people;

    @Inject
    DirectoryPasswords(Directory directory, DirectorySettings settings, DirectoryAccounts accounts, People people) {
        this.directory = directory;
        this.settings = settings;
        this.accounts = accounts;
        this.people = people;
    }

    boolean isThere() {
        return directory.isThere();
    }

    /** No refusal comes sooner, of a password kept here or there: the directory and the hashes here take different times. */
    Duration soonestRefusal() {
        return isThere() ? settings.refusalTime() : Duration.ZERO;
    }

    @Override
    public Optional<Match> match(String user, String password) {
        return directory
                .enter(user, password)
                .flatMap(entry -> accounts.of(person(entry)).map(account -> new Match(this, account, entry.key())));
    }

    private DirectoryAccounts.Person person(DirectoryEntry entry) {
        return new DirectoryAccounts.Person(
                entry.key(), entry.login(), entry.name(), entry.email(), settings.rolesOf(entry.groups()));
    }

    /** Until the account is not active, or has a password of its own. */
    @Override
    public boolean stands(Match match) {
        return people.find(match.account())
                .filter(account -> account.active() && account.password() == null)
                .isPresent();
    }
}
