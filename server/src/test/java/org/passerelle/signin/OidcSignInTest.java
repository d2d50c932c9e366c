package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.SettableClock;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.ForeignAccounts;
import org.passerelle.people.People;

/** Sign-ins at another realm that tells the truth, and at one that lies. */
class OidcSignInTest {

    private static final URI BACK = URI.create("http://localhost:8080/console/oidc/back");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Catalogue catalogue;
    private People people;
    private OtherRealm realm;
    private Vault vault;
    private OidcSignIn oidc;

    @BeforeEach
    void open() throws Exception {
        var place = new CatalogueSettings(folder, null, null, null, null);
        catalogue = Catalogue.open(place);
        vault = Vault.open(place);
        people = new People(catalogue);
        realm = new OtherRealm(0);
        oidc = signIn(realm.issuer());
        for (String role : List.of("readers", "accountants", "local")) {
            catalogue.change(unit -> {
                unit.touch(Topic.PEOPLE);
                return unit.run(
                        "INSERT INTO role (id, name, priority, acls, groupacls, tables) VALUES (?, ?, 0, '', '', '{}')",
                        role,
                        role);
            });
        }
        realm.claims.putAll(Map.of(
                "sub",
                "7f3c",
                "preferred_username",
                "anne",
                "name",
                "Anne Martin",
                "roles",
                List.of("staff", "other")));
        realm.userinfo.putAll(Map.of("sub", "7f3c", "email", "anne@example.org"));
    }

    @AfterEach
    void close() {
        realm.close();
        catalogue.close();
    }

    private OidcSignIn signIn(String issuer) {
        var settings = new OidcSettings(
                URI.create(issuer),
                OtherRealm.CLIENT,
                OtherRealm.SECRET,
                "Login",
                List.of("openid", "profile"),
                "preferred_username",
                "roles",
                Map.of("staff", "readers", "accounting", "accountants", "ghosts", "no-such-role"));
        var accounts = new OidcAccounts(settings, catalogue, people, new ForeignAccounts(people), clock);
        return new OidcSignIn(settings, accounts, vault, clock);
    }

    private String comeIn() {
        OidcSignIn.Out out = oidc.begin(BACK);
        Map<String, String> answer = realm.visit(out.to());
        return oidc.finish(out.cookie(), answer.get("state"), answer.get("code"), null, BACK);
    }

    private void isRefused(Fault.Kind kind) {
        assertThatThrownBy(this::comeIn)
                .asInstanceOf(type(Fault.class))
                .extracting(Fault::kind)
                .isEqualTo(kind);
    }

    private Account anne() {
        return people.find("anne").orElseThrow();
    }

    private void insert(String id, Account.Kind kind) {
        catalogue.change(unit -> {
            people.insert(unit, new Account(id, id, kind, true, List.of(), "a hash", clock.instant()));
            return id;
        });
    }

    // --- the truth ---

    @Test
    void the_first_sign_in_makes_an_account_with_the_mapped_role_and_nothing_else() {
        assertThat(comeIn()).isEqualTo("anne");
        assertThat(anne().name()).isEqualTo("Anne Martin");
        assertThat(anne().contact().email()).isEqualTo("anne@example.org");
        assertThat(anne().kind()).isEqualTo(Account.Kind.INHOUSE);
        assertThat(anne().own().roles()).containsExactly("readers");
        assertThat(anne().own().acls()).isEmpty();
        assertThat(anne().password()).isNull();
        assertThat(realm.asked())
                .containsEntry("redirect_uri", BACK.toString())
                .containsEntry("scope", "openid profile")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce");
    }

    @Test
    void the_next_ones_find_it_by_what_the_realm_calls_him_for_ever_and_follow_his_roles() {
        comeIn();
        catalogue.change(unit -> {
            unit.touch(Topic.PEOPLE);
            return unit.run("UPDATE account SET roles = 'readers\nlocal', acls = 'data:r' WHERE id = 'anne'");
        });
        realm.claims.putAll(Map.of("preferred_username", "other-name", "roles", "accounting"));
        assertThat(comeIn()).isEqualTo("anne");
        assertThat(anne().own().roles()).containsExactlyInAnyOrder("local", "accountants");
        assertThat(anne().own().acls()).containsExactly("data:r");
        assertThat(people.find("other-name")).isEmpty();
    }

    /** The answer was for another browser, or none. */
    @Test
    void only_the_browser_that_went_comes_back() {
        OidcSignIn.Out mine = oidc.begin(BACK);
        OidcSignIn.Out anothers = oidc.begin(BACK);
        Map<String, String> answer = realm.visit(anothers.to());
        String state = answer.get("state");
        String code = answer.get("code");
        String sealedElsewhere = vault.seal("Ticket {}");
        for (String cookie : new String[] {mine.cookie(), null, "", "x", anothers.cookie() + "A", sealedElsewhere}) {
            assertThatThrownBy(() -> oidc.finish(cookie, state, code, null, BACK))
                    .isInstanceOf(Fault.class);
        }
        assertThatThrownBy(() -> oidc.finish(anothers.cookie(), state, null, null, BACK))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> oidc.finish(anothers.cookie(), state, code, "https://evil.example.org", BACK))
                .isInstanceOf(Fault.class);
        assertThat(people.find("anne")).isEmpty();
        assertThat(oidc.finish(anothers.cookie(), state, code, realm.issuer(), BACK))
                .isEqualTo("anne");
    }

    @Test
    void a_visit_lasts_ten_minutes() {
        OidcSignIn.Out out = oidc.begin(BACK);
        Map<String, String> answer = realm.visit(out.to());
        clock.goOn(Duration.ofMinutes(10));
        assertThatThrownBy(() -> oidc.finish(out.cookie(), answer.get("state"), answer.get("code"), null, BACK))
                .isInstanceOf(Fault.class);
    }

    // --- lies ---

    @ParameterizedTest
    @EnumSource(
            value = OtherRealm.Lie.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "ANOTHER_ISSUER_IN_METADATA"})
    void an_id_token_that_lies_opens_nothing(OtherRealm.Lie lie) {
        realm.lie = lie;
        isRefused(Fault.Kind.UNAUTHENTICATED);
        assertThat(people.find("anne")).isEmpty();
    }

    @Test
    void a_realm_that_calls_itself_otherwise_is_not_gone_to() {
        realm.lie = OtherRealm.Lie.ANOTHER_ISSUER_IN_METADATA;
        isRefused(Fault.Kind.UNAVAILABLE);
    }

    @Test
    void a_realm_that_is_away_is_told_so() {
        realm.close();
        isRefused(Fault.Kind.UNAVAILABLE);
    }

    @Test
    void what_is_said_of_somebody_else_is_not_believed() {
        realm.userinfo.putAll(Map.of("sub", "somebody-else", "roles", List.of("accounting")));
        realm.claims.remove("roles");
        isRefused(Fault.Kind.FORBIDDEN);
    }

    // --- what it never does: raise rights (S15) ---

    @ParameterizedTest
    @ValueSource(strings = {"OWNER", "INHOUSE", "GUEST"})
    void nobody_becomes_another_by_his_name_elsewhere(Account.Kind kind) {
        insert("anne", kind);
        isRefused(Fault.Kind.FORBIDDEN);
        assertThat(anne().own().roles()).isEmpty();
    }

    @Test
    void an_owner_is_not_entered_from_elsewhere_even_if_his_account_once_was() {
        comeIn();
        catalogue.change(unit -> {
            unit.touch(Topic.PEOPLE);
            return unit.run("UPDATE account SET kind = 'owner' WHERE id = 'anne'");
        });
        isRefused(Fault.Kind.FORBIDDEN);
    }

    @Test
    void who_is_disabled_here_stays_out() {
        comeIn();
        catalogue.change(unit -> {
            unit.touch(Topic.PEOPLE);
            return unit.run("UPDATE account SET active = 0 WHERE id = 'anne'");
        });
        isRefused(Fault.Kind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"readers", "STAFF", "no-such-value", ""})
    void who_has_no_mapped_role_is_not_let_in(String said) {
        realm.claims.put("roles", List.of(said));
        isRefused(Fault.Kind.FORBIDDEN);
        assertThat(people.find("anne")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../x", "x:y", ""})
    void what_cannot_be_a_login_makes_no_account(String login) {
        realm.claims.put("preferred_username", login);
        assertThatThrownBy(this::comeIn).isInstanceOf(Fault.class);
        assertThat(people.all()).isEmpty();
    }
}
