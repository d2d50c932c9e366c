package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

class PasswordLoginTest {

    private static final String PASSWORD = "Correct-horse-7!";

    @TempDir
    Path folder;

    private final Passwords passwords = new Passwords();
    private Catalogue catalogue;
    private People people;
    private PasswordLogin login;

    @BeforeEach
    void open() {
        catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        people = new People(catalogue);
        login = new PasswordLogin(people, passwords, new CredentialSettings(true), catalogue);
        catalogue.change(unit -> {
            people.insert(unit, anne(passwords.hash(PASSWORD)));
            return unit;
        });
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private static Account anne(String hash) {
        return new Account("anne", "Anne", Account.Kind.INHOUSE, true, Set.of(Acls.API_ACCESS), hash, Instant.now());
    }

    private static String pair(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_password_allows_everything_that_the_user_holds() {
        Caller caller = login.verify(pair("anne", PASSWORD));
        assertThat(caller.user()).isEqualTo("anne");
        assertThat(caller.permissions()).isEqualTo(Permissions.ALL);
        assertThat(caller.credential().kind()).isEqualTo(Caller.Kind.PASSWORD);
    }

    @Test
    void switched_off_no_password_opens() {
        var off = new PasswordLogin(people, passwords, new CredentialSettings(false), catalogue);
        assertThatThrownBy(() -> off.verify(pair("anne", PASSWORD))).isInstanceOf(Fault.class);
    }

    @Test
    void a_changed_password_ends_the_old_one_though_it_was_remembered() {
        login.verify(pair("anne", PASSWORD));
        catalogue.change(unit -> {
            people.update(unit, anne(passwords.hash("Another-horse-8!")));
            return unit;
        });
        assertThatThrownBy(() -> login.verify(pair("anne", PASSWORD))).isInstanceOf(Fault.class);
        assertThat(login.verify(pair("anne", "Another-horse-8!")).user()).isEqualTo("anne");
    }

    /** S12: the same work for both, so the same time. */
    @Test
    void an_unknown_user_costs_the_same_hash_as_a_wrong_password() {
        var tried = new ArrayList<String>();
        var counted = new PasswordLogin(
                people,
                new Passwords() {
                    @Override
                    boolean matches(String password, String hash) {
                        tried.add(hash.replaceFirst("\\$[^$]*\\$[^$]*$", "") + " " + hash.length());
                        return super.matches(password, hash);
                    }
                },
                new CredentialSettings(true),
                catalogue);
        catalogue.change(unit -> {
            people.insert(
                    unit, new Account("idle", "Idle", Account.Kind.INHOUSE, false, Set.of(), null, Instant.now()));
            return unit;
        });
        for (String user : List.of("anne", "nobody", "idle")) {
            assertThatThrownBy(() -> counted.verify(pair(user, "wrong"))).isInstanceOf(Fault.class);
        }
        assertThat(tried).hasSize(3);
        assertThat(Set.copyOf(tried)).hasSize(1);
    }

    @Test
    void a_crowd_is_served_or_sent_away_with_a_time_to_come_back() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Fault.Kind> attempt = () -> {
                try {
                    login.verify(pair("nobody", PASSWORD));
                    throw new AssertionError("nobody was let in");
                } catch (Fault fault) {
                    assertThat(fault.kind() == Fault.Kind.UNAVAILABLE).isEqualTo(fault.retryAfter() != null);
                    return fault.kind();
                }
            };
            var kinds = threads
                    .invokeAll(Stream.generate(() -> attempt).limit(600).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(kinds).isSubsetOf(Fault.Kind.UNAUTHENTICATED, Fault.Kind.UNAVAILABLE);
            assertThat(kinds).contains(Fault.Kind.UNAUTHENTICATED);
        }
        assertThat(login.verify(pair("anne", PASSWORD)).user()).isEqualTo("anne");
    }
}
