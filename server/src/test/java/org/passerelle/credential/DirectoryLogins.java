package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.directory.Directory;
import org.passerelle.directory.DirectorySettings;
import org.passerelle.directory.TestDirectory;
import org.passerelle.directory.TestDirectory.Way;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Community;
import org.passerelle.limit.FailedLogins;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.DirectoryAccounts;
import org.passerelle.people.People;

/** What holds of passwords that a directory keeps, whatever directory it is. */
abstract class DirectoryLogins {

    static final String ANNES = "Correct-horse-7!";
    static final String BOBS = "Another-horse-8!";
    private static final String OLGAS = "Local-horse-10!";
    private static final String ADDRESS = "192.0.2.7";

    @TempDir
    Path folder;

    private final Passwords passwords = new Passwords();
    private TestDirectory directory;
    private Catalogue catalogue;
    People people;

    /** @param name in its certificate */
    abstract TestDirectory start(String name);

    TestDirectory directory() {
        return directory;
    }

    @BeforeEach
    void open() {
        directory = start("localhost");
        catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        people = new People(catalogue);
        insert("olga", passwords.hash(OLGAS));
    }

    @AfterEach
    void close() {
        catalogue.close();
        directory.close();
    }

    private void insert(String id, String hash) {
        catalogue.change(unit -> {
            people.insert(
                    unit,
                    new Account(id, id, Account.Kind.INHOUSE, true, Set.of(Acls.API_ACCESS), hash, Instant.now()));
            return id;
        });
    }

    PasswordLogin login(Way way) {
        return login(directory.read(directory.settings(way)));
    }

    PasswordLogin login(DirectorySettings settings) {
        var door = new DirectoryPasswords(
                new Directory(settings), settings, new DirectoryAccounts(catalogue, people, Clock.systemUTC()), people);
        return new PasswordLogin(
                new LocalPasswords(people, passwords),
                door,
                new Callers(people, Community.of(catalogue)),
                new FailedLogins(() -> 0), // no wait ends
                new CredentialSettings(true, Duration.ofHours(1), Duration.ofHours(12)),
                catalogue);
    }

    /** Who came in, or how he was refused. */
    static Object enter(PasswordLogin login, String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            return login.verify(pair, ADDRESS).user();
        } catch (Fault fault) {
            return fault.kind();
        }
    }

    private Account account(String id) {
        return people.find(id).orElseThrow();
    }

    private void change(String id, java.util.function.UnaryOperator<Account> how) {
        catalogue.change(unit -> {
            people.update(unit, how.apply(people.find(unit, id).orElseThrow()));
            return id;
        });
    }

    /** What is remembered for a minute is forgotten. */
    void forget() {
        change("olga", account -> account);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void who_is_there_enters_and_has_an_account_from_then_on(Way way) {
        assertThat(enter(login(way), "anne", ANNES)).isEqualTo("anne");
        Account anne = account("anne");
        assertThat(anne.name()).isEqualTo("Anne Martin");
        assertThat(anne.contact().email()).isEqualTo("anne@example.org");
        assertThat(anne.kind()).isEqualTo(Account.Kind.INHOUSE);
        assertThat(anne.password()).isNull();
        assertThat(anne.own().roles()).containsExactlyInAnyOrder("reader", "writer");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void nobody_else_enters(Way way) {
        PasswordLogin login = login(way);
        for (String user : List.of("anne", "nobody", "*", "ann*", "anne)(uid=*", "anne,ou=people", "anne\0", "")) {
            assertThat(enter(login, user, "wrong")).as(user).isEqualTo(Fault.Kind.UNAUTHENTICATED);
            assertThat(enter(login, user, "")).as(user).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        }
        for (String user : List.of("*", "ann*", "anne)(uid=*", "(anne)", "\\61nne", "anne,ou=people", "anne+cn=x")) {
            assertThat(enter(login, user, ANNES)).as(user).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        }
        assertThat(people.all()).extracting(Account::id).containsExactly("olga");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void however_the_login_is_typed_it_is_one_account(Way way) {
        PasswordLogin login = login(way);
        assertThat(enter(login, "Anne", ANNES)).isEqualTo("anne");
        assertThat(enter(login, "ANNE", ANNES)).isEqualTo("anne");
        assertThat(people.all()).extracting(Account::id).containsExactly("anne", "olga");
    }

    @Test
    void an_account_that_was_made_here_is_not_the_directorys() {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        assertThat(enter(login, "olga", OLGAS)).isEqualTo("olga");
        assertThat(enter(login, "olga", "Foreign-horse-9!")).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        assertThat(enter(login, "Olga", "Foreign-horse-9!")).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        insert("bob", null);
        assertThat(enter(login, "bob", BOBS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
    }

    @Test
    void an_account_that_is_disabled_here_is_closed_at_once() {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        assertThat(enter(login, "anne", ANNES)).isEqualTo("anne");
        change("anne", DirectoryLogins::disabled);
        assertThat(enter(login, "anne", ANNES)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
    }

    private static Account disabled(Account anne) {
        return new Account(
                anne.id(), anne.name(), anne.kind(), false, anne.own().acls(), anne.password(), anne.created());
    }

    @Test
    void who_is_gone_from_the_directory_enters_no_more_nor_does_another_of_his_name()
            throws LDAPException, LDIFException {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        assertThat(enter(login, "bob", BOBS)).isEqualTo("bob");
        try (LDAPConnection manager = directory.manager()) {
            manager.delete("uid=bob," + TestDirectory.PEOPLE);
            forget();
            assertThat(enter(login, "bob", BOBS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
            manager.add(TestDirectory.person("bob", "Bob Other", BOBS));
        }
        assertThat(enter(login, "bob", BOBS)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        assertThat(account("bob").name()).isEqualTo("Bob Durand");
    }

    @Test
    void roles_follow_the_groups_and_what_was_given_here_stays() throws LDAPException {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        enter(login, "anne", ANNES);
        catalogue.change(unit -> unit.run("UPDATE account SET roles = ? WHERE id = 'anne'", "reader\nwriter\nauditor"));
        try (LDAPConnection manager = directory.manager()) {
            manager.modify(
                    "cn=everybody,ou=groups," + TestDirectory.BASE,
                    new Modification(ModificationType.ADD, "member", "uid=anne," + TestDirectory.PEOPLE));
            manager.delete("cn=Developers,ou=groups," + TestDirectory.BASE);
        }
        forget();
        assertThat(enter(login, "anne", ANNES)).isEqualTo("anne");
        assertThat(account("anne").own().roles()).containsExactlyInAnyOrder("auditor", "reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another certificate", "another name", "no TLS at all"})
    void without_a_certificate_that_holds_nothing_is_said(String what) {
        Map<String, String> settings = directory.settings(Way.DIRECT_BY_LDAPS);
        switch (what) {
            case "another certificate" -> settings.remove("ldapTrust");
            case "another name" -> {
                directory.close();
                directory = start("elsewhere.example.org");
                settings = directory.settings(Way.DIRECT_BY_LDAPS);
            }
            default -> settings.put("ldapUrl", "ldaps://localhost:" + directory.port());
        }
        assertThat(enter(login(directory.read(settings)), "anne", ANNES)).isEqualTo(Fault.Kind.UNAVAILABLE);
        if (what.equals("another name")) {
            settings = directory.settings(Way.DIRECT_BY_STARTTLS);
            assertThat(enter(login(directory.read(settings)), "anne", ANNES)).isEqualTo(Fault.Kind.UNAVAILABLE);
        }
    }

    @Test
    void while_it_is_away_its_people_are_told_to_come_back_and_others_enter() {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        assertThat(enter(login, "anne", ANNES)).isEqualTo("anne");
        directory.close();
        assertThat(enter(login, "anne", ANNES)).as("remembered").isEqualTo("anne");
        assertThat(enter(login, "bob", BOBS)).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(enter(login, "olga", OLGAS)).isEqualTo("olga");
        assertThat(enter(login, "olga", "wrong")).isEqualTo(Fault.Kind.UNAUTHENTICATED);
    }

    @Test
    void the_second_server_is_asked_where_the_first_does_not_answer() {
        Map<String, String> settings = directory.settings(Way.SEARCH_BY_LDAPS);
        settings.put("ldapUrl", "ldaps://localhost:1," + settings.get("ldapUrl"));
        assertThat(enter(login(directory.read(settings)), "anne", ANNES)).isEqualTo("anne");
    }

    @Test
    void a_reader_who_may_not_read_is_no_wrong_password() {
        Map<String, String> settings = directory.settings(Way.SEARCH_BY_STARTTLS);
        settings.put("ldapBindPassword", "wrong");
        assertThat(enter(login(directory.read(settings)), "anne", ANNES)).isEqualTo(Fault.Kind.UNAVAILABLE);
    }
}
