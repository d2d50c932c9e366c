package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Passwords;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.session.Sessions;

/** A password in place of another, chosen by the account's person: what was opened by the old one ends, and he is told. Thread-safe. */
@Singleton
final class PasswordChange {

    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Letters letters;

    @Inject
    PasswordChange(People people, Passwords passwords, Sessions sessions, Letters letters) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.letters = letters;
    }

    /** @throws org.passerelle.fault.Fault 422 for a password that the rules refuse */
    void make(Unit unit, Account account, String password, URI server) {
        people.update(unit, account.withPassword(passwords.hash(account.id(), password)));
        sessions.endAll(unit, account.id());
        unit.afterCommit(() -> letters.news(account, Letters.News.PASSWORD_CHANGED, server));
    }
}
