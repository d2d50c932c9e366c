package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.ForeignAccounts;
import org.passerelle.people.People;

/**
 * Who somebody of the other realm is here. An account is found by what that realm calls him for ever, never by a name that he might choose there;
 * the first sign-in makes it, unless its login is taken. Thread-safe.
 */
@Singleton
final class OidcAccounts {

    private final OidcSettings settings;
    private final Catalogue catalogue;
    private final People people;
    private final ForeignAccounts foreign;
    private final Clock clock;

    @Inject
    OidcAccounts(OidcSettings settings, Catalogue catalogue, People people, ForeignAccounts foreign, Clock clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.people = people;
        this.foreign = foreign;
        this.clock = clock;
    }

    /** @throws Fault 403 for whom there is no account and none can be made */
    String account(OidcPerson person) {
        Set<String> roles = person.texts(settings.roleClaim()).stream()
                .map(settings.roles()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw Fault.forbidden("Nothing that the other realm says of you opens anything here.");
        }
        return catalogue.change(unit -> {
            Optional<String> known = known(unit, person);
            return known.isPresent() ? again(unit, known.get(), roles) : first(unit, person, roles);
        });
    }

    private static Optional<String> known(Unit unit, OidcPerson person) {
        return unit.one(
                row -> row.text("account"),
                "SELECT account FROM foreign_identity WHERE issuer = ? AND subject = ?",
                person.issuer(),
                person.subject());
    }

    private String again(Unit unit, String id, Set<String> roles) {
        Account account = people.find(unit, id)
                .filter(Account::active)
                .filter(known -> !known.isOwner())
                .orElseThrow(() -> Fault.forbidden("This account is not entered from another realm."));
        foreign.giveRoles(unit, account, Set.copyOf(settings.roles().values()), roles);
        return id;
    }

    private String first(Unit unit, OidcPerson person, Set<String> roles) {
        String login = person.text(settings.loginClaim());
        if (login == null || people.find(unit, login).isPresent()) {
            throw Fault.forbidden("There is another account of your login here: ask an administrator.");
        }
        String name = person.text("name");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        foreign.make(unit, login, name == null ? login : name, person.text("email"), roles, now);
        unit.run(
                "INSERT INTO foreign_identity (issuer, subject, account, since) VALUES (?, ?, ?, ?)",
                person.issuer(),
                person.subject(),
                login,
                now.toEpochMilli());
        return login;
    }
}
