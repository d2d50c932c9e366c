package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.directory.Directory;
import org.passerelle.directory.DirectorySettings;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Community;
import org.passerelle.limit.FailedLogins;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.DirectoryAccounts;
import org.passerelle.people.People;

class PasswordLoginTest {

    private static final String PASSWORD = "Correct-horse-7!";
    private static final String ADDRESS = "192.0.2.7";

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
        login = login(passwords, true);
        catalogue.change(unit -> {
            people.insert(unit, anne(passwords.hash(PASSWORD)));
            return unit;
        });
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private PasswordLogin login(Passwords by, boolean on) {
        return new PasswordLogin(
                new LocalPasswords(people, by),
                noDirectory(),
                new Callers(people, Community.of(catalogue)),
                new FailedLogins(() -> 0), // no wait ends
                new CredentialSettings(on, Duration.ofHours(1), Duration.ofHours(12)),
                catalogue);
    }

    private DirectoryPasswords noDirectory() {
        var settings = DirectorySettings.NONE;
        return new DirectoryPasswords(
                new Directory(settings), settings, new DirectoryAccounts(catalogue, people, Clock.systemUTC()), people);
    }

    private static Account anne(String hash) {
        return new Account("anne", "Anne", Account.Kind.INHOUSE, true, Set.of(Acls.API_ACCESS), hash, Instant.now());
    }

    private static String pair(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_password_allows_everything_that_the_user_holds() {
        Caller caller = login.verify(pair("anne", PASSWORD), ADDRESS);
        assertThat(caller.user()).isEqualTo("anne");
        assertThat(caller.permissions()).isEqualTo(Permissions.ALL);
        assertThat(caller.credential().kind()).isEqualTo(Caller.Kind.PASSWORD);
    }

    @Test
    void switched_off_no_password_opens() {
        PasswordLogin off = login(passwords, false);
        assertThatThrownBy(() -> off.verify(pair("anne", PASSWORD), ADDRESS)).isInstanceOf(Fault.class);
    }

    @Test
    void a_changed_password_ends_the_old_one_though_it_was_remembered() {
        login.verify(pair("anne", PASSWORD), ADDRESS);
        catalogue.change(unit -> {
            people.update(unit, anne(passwords.hash("Another-horse-8!")));
            return unit;
        });
        assertThatThrownBy(() -> login.verify(pair("anne", PASSWORD), ADDRESS)).isInstanceOf(Fault.class);
        assertThat(login.verify(pair("anne", "Another-horse-8!"), ADDRESS).user())
                .isEqualTo("anne");
    }

    /** S12: the same work for both, so the same time. */
    @Test
    void an_unknown_user_costs_the_same_hash_as_a_wrong_password() {
        var tried = new ArrayList<String>();
        PasswordLogin counted = login(
                new Passwords() {
                    @Override
                    boolean matches(String password, String hash) {
                        tried.add(hash.replaceFirst("\\$[^$]*\\$[^$]*$", "") + " " + hash.length());
                        return super.matches(password, hash);
                    }
                },
                true);
        catalogue.change(unit -> {
            people.insert(
                    unit, new Account("idle", "Idle", Account.Kind.INHOUSE, false, Set.of(), null, Instant.now()));
            return unit;
        });
        for (String user : List.of("anne", "nobody", "idle")) {
            assertThatThrownBy(() -> counted.verify(pair(user, "wrong"), ADDRESS))
                    .isInstanceOf(Fault.class);
        }
        assertThat(tried).hasSize(3);
        assertThat(Set.copyOf(tried)).hasSize(1);
    }

    @Test
    void a_crowd_is_served_or_sent_away_with_a_time_to_come_back() throws Exception {
        var crowd = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Fault.Kind> attempt = () -> {
                try {
                    int one = crowd.incrementAndGet();
                    login.verify(pair("nobody", PASSWORD), "10.0." + one / 256 + "." + one % 256);
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
        assertThat(login.verify(pair("anne", PASSWORD), ADDRESS).user()).isEqualTo("anne");
    }

    @Test
    void who_guesses_waits_and_nobody_else_does() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("anne", "guess " + i, ADDRESS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        }
        assertThat(refusal("anne", PASSWORD, ADDRESS)).isEqualTo(Fault.Kind.TOO_MANY);
        assertThat(login.verify(pair("anne", PASSWORD), "198.51.100.1").user()).isEqualTo("anne");
        assertThat(refusal("nobody", "guess", ADDRESS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
    }

    @Test
    void an_unknown_user_is_kept_waiting_just_as_a_known_one() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("nobody", "guess " + i, ADDRESS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        }
        assertThat(refusal("nobody", "guess", ADDRESS)).isEqualTo(Fault.Kind.TOO_MANY);
    }

    @Test
    void who_has_come_in_before_is_not_kept_waiting_when_his_neighbour_guesses() {
        login.verify(pair("anne", PASSWORD), "198.51.100.1");
        catalogue.change(unit -> {
            // what is remembered for a minute is forgotten
            people.update(unit, people.find(unit, "anne").orElseThrow());
            return unit;
        });
        for (int i = 0; i < 6; i++) {
            refusal("anne", "guess " + i, ADDRESS);
        }
        assertThat(login.verify(pair("anne", PASSWORD), ADDRESS).user()).isEqualTo("anne");
        assertThat(refusal("anne", "guess", ADDRESS)).isEqualTo(Fault.Kind.TOO_MANY);
    }

    private Fault.Kind refusal(String user, String password, String address) {
        try {
            login.verify(pair(user, password), address);
        } catch (Fault fault) {
            return fault.kind();
        }
        throw new AssertionError(user + " was let in");
    }
}
