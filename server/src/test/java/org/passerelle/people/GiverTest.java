package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.access.Action;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.access.TableRight;
import org.passerelle.fault.Fault;

/** Nobody gives what he lacks. */
class GiverTest {

    private static Holdings acls(String words) {
        Set<String> acls = Stream.of(words.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
        return new Holdings(false, true, acls, List.of(), List.of(), List.of());
    }

    private static Holdings table(TableRight right) {
        return new Holdings(false, true, Set.of(), List.of(right), List.of(), List.of());
    }

    private static Caller caller(Permissions permissions, Holdings holdings) {
        return new Caller("anne", null, new Caller.Credential(Caller.Kind.API_KEY, "k", null), permissions, holdings);
    }

    /** Empty when it may be given. */
    private static String lacking(Permissions permissions, Holdings held, Holdings given, Structure structure) {
        var refused = catchThrowableOfType(
                Fault.class, () -> Giver.of(caller(permissions, held), null).need(given, structure));
        if (refused == null) {
            return "";
        }
        assertThat(refused.kind()).isEqualTo(Fault.Kind.FORBIDDEN);
        return refused.detail()
                .replace("You cannot give what you do not hold: ", "")
                .replaceAll("\\.$", "");
    }

    private static String lacking(Holdings held, Holdings given) {
        return lacking(Permissions.ALL, held, given, Structure.EMPTY);
    }

    @ParameterizedTest(name = "who holds {0} and gives {1} lacks {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            users:rw              | users:rw                        | ''
            users:rw              | users:r                         | ''
            users:r               | users:rw                        | users:rw
            users:rw              | data:r events:r                 | data:r, events:r
            api.access            | api.access                      | ''
            users:rw              | api.access                      | api.access
            users:rw              | admin.impersonate               | admin.impersonate
            data:rw               | data.clients:update             | ''
            data:r                | data.clients:list               | ''
            data:r                | data.clients:update             | data.clients:update
            data.clients:list     | data.clients:list               | ''
            data.clients:list     | data.clients:read               | data.clients:read
            data.clients:list     | data:r                          | data:r
            data.a.b:list         | data.a.b:list                   | ''
            """)
    void an_acl_is_given_by_who_holds_it(String held, String given, String lacking) {
        assertThat(lacking(acls(held), acls(given))).isEqualTo(lacking);
    }

    @Test
    void an_owner_gives_everything_and_only_he_makes_an_owner() {
        var owner = new Holdings(true, true, Set.of(), List.of(), List.of(), List.of());
        assertThat(lacking(owner, acls("admin.impersonate webhooks:rw"))).isEmpty();
        assertThat(lacking(owner, owner)).isEmpty();
        assertThat(lacking(acls("users:rw"), owner)).isEqualTo("the place of an owner");
    }

    @ParameterizedTest(name = "a credential for {0} gives {1}, and lacks {2}")
    @CsvSource(delimiter = '|', textBlock = """
            users:rw            | users:rw             | ''
            users:rw            | api.access           | ''
            users:rw            | data:r               | data:r
            users:rw            | admin.impersonate    | admin.impersonate
            users:rw data:r     | data:r               | ''
            users:rw data:r     | data:rw              | data:rw
            users:rw data:r     | data.clients:list    | ''
            users:rw data:r     | data.clients:delete  | data.clients:delete
            """)
    void a_credential_gives_no_more_than_it_allows_even_an_owners(String allowed, String given, String lacking) {
        Map<String, String> words =
                Stream.of(allowed.split(" ")).map(w -> w.split(":")).collect(Collectors.toMap(w -> w[0], w -> w[1]));
        var owner = new Holdings(true, true, Set.of(), List.of(), List.of(), List.of());
        var all = acls(String.join(" ", Acls.ALL));
        for (Holdings held : List.of(owner, all)) {
            assertThat(lacking(Permissions.parse(words), held, acls(given), Structure.EMPTY))
                    .isEqualTo(lacking);
            assertThat(lacking(Permissions.parse(words), held, owner, Structure.EMPTY))
                    .isEqualTo("the place of an owner");
        }
    }

    @ParameterizedTest(name = "who reaches {0} where {1} gives {2} where {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -      | -            | -    | -            | true
            -      | -            | a    | x==1         | true
            -      | -            | a    | x==:user     | true
            a,b    | -            | a    | -            | true
            a,b    | -            | a,c  | -            | false
            a,b    | -            | -    | -            | false
            a,b    | -            | a    | x==1         | false
            -      | x==1         | -    | x==1         | true
            -      | x==1         | a    | x==1         | true
            -      | x==1         | -    | x==2         | false
            -      | x==1         | -    | -            | false
            -      | x==:user     | -    | x==:user     | false
            -      | x=in=:roles  | -    | x=in=:roles  | false
            -      | x=in=:groups | -    | x=in=:groups | false
            -      | x==:users    | -    | x==:users    | true
            """)
    void a_table_is_given_as_far_as_one_reaches_it(
            String ownColumns, String ownRule, String columns, String rule, boolean may) {
        var own = new TableRight("clients", Set.of(Action.LIST), set(ownColumns), ownRule);
        var given = new TableRight("clients", Set.of(Action.LIST), set(columns), rule);
        assertThat(lacking(table(own), table(given))).isEqualTo(may ? "" : "data.clients:list");
        assertThat(lacking(acls("data:r"), table(given))).isEmpty();
        assertThat(lacking(acls("data.clients:list"), table(given))).isEmpty();
        assertThat(lacking(acls("data.clients:read data.other:list"), table(given)))
                .isEqualTo("data.clients:list");
    }

    private static Set<String> set(String words) {
        return words == null ? null : Set.of(words.split(","));
    }

    @Test
    void a_name_is_a_power_where_a_rule_asks_for_it() {
        var ruled = new Role(
                "r",
                "r",
                0,
                null,
                List.of(),
                List.of(),
                null,
                new TreeMap<>(Map.of("clients", new TableEntry(List.of("list"), null, "region=in=:roles"))));
        var structure = new Structure(List.of(ruled), List.of(), List.of(), List.of());
        var north = new Holdings(false, false, Set.of(), List.of(), List.of("north"), List.of());
        assertThat(lacking(Permissions.ALL, acls("users:rw"), north, structure)).isEqualTo("data.clients:list");
        assertThat(lacking(Permissions.ALL, acls("users:rw data:r"), north, structure))
                .isEmpty();
        var group = new Holdings(false, false, Set.of(), List.of(), List.of(), List.of("north"));
        assertThatCode(() -> Giver.of(caller(Permissions.ALL, acls("users:rw")), null)
                        .need(group, structure))
                .doesNotThrowAnyException();
        assertThat(lacking(acls("users:rw"), north)).isEmpty();
    }
}
