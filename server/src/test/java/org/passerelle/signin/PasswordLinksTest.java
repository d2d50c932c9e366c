package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.SettableClock;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.credential.Callers;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Community;
import org.passerelle.people.Account;
import org.passerelle.people.PasswordGuard;
import org.passerelle.people.People;

/** Links as time goes by. */
class PasswordLinksTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Catalogue catalogue;
    private People people;
    private Callers callers;
    private PasswordLinks links;

    @BeforeEach
    void open() {
        catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        people = new People(catalogue);
        callers = new Callers(people, Community.of(catalogue));
        links = new PasswordLinks(people, new PasswordGuard(people), callers, clock);
        for (Account account : List.of(account("olga", Account.Kind.OWNER), account("anne", Account.Kind.INHOUSE))) {
            catalogue.change(unit -> {
                people.insert(unit, account);
                return account;
            });
        }
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private Account account(String id, Account.Kind kind) {
        return new Account(id, id, kind, true, List.of(), "a hash", clock.instant());
    }

    private String make(PasswordLink.Purpose purpose) {
        Caller olga = callers.of(
                        "olga",
                        new Caller.Credential(Caller.Kind.PASSWORD, "", null),
                        Permissions.ALL,
                        Bounds.Bound.NONE)
                .orElseThrow();
        return catalogue.change(
                unit -> links.make(unit, olga, people.find(unit, "anne").orElseThrow(), purpose)
                        .token());
    }

    private String redeem(String token) {
        return catalogue.change(unit -> links.redeem(unit, token)).id();
    }

    @Test
    void a_reset_link_dies_in_an_hour() {
        String token = make(PasswordLink.Purpose.RESET);
        clock.goOn(Duration.ofMinutes(59));
        String later = token;
        assertThat(catalogue.change(true, unit -> links.redeem(unit, later)).id())
                .isEqualTo("anne");
        clock.goOn(Duration.ofMinutes(1));
        assertThatThrownBy(() -> redeem(later)).isInstanceOf(Fault.class).hasMessageContaining("holds no more");
    }

    @Test
    void of_a_token_the_catalogue_holds_a_hash_alone_and_of_what_has_ended_nothing() {
        String token = make(PasswordLink.Purpose.RESET);
        assertThat(token).matches("[0-9A-Za-z]{32}");
        assertThat(kept()).hasSize(1).doesNotContain(token);
        clock.goOn(Duration.ofHours(2));
        make(PasswordLink.Purpose.RESET);
        assertThat(kept()).hasSize(1);
    }

    private List<String> kept() {
        return catalogue.all(row -> row.text("hash"), "SELECT hash FROM password_link");
    }
}
