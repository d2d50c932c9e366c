package org.passerelle.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The question without a grant has the same answer as the decision. */
class AccessMayTest {

    private static final List<Right> RIGHTS = List.of(
            Right.open(),
            Right.known(),
            Right.own(),
            Right.read(ApiType.USERS),
            Right.write(ApiType.USERS),
            Right.data(Action.LIST),
            Right.data(Action.READ, Action.UPDATE));

    private static Caller caller(boolean apiAccess, Permissions permissions, String... acls) {
        var holdings = new Holdings(false, apiAccess, Set.of(acls), List.of(), List.of(), List.of());
        return new Caller("anne", null, new Caller.Credential(Caller.Kind.API_KEY, "1", null), permissions, holdings);
    }

    @Test
    void may_is_whether_it_would_be_granted() {
        var callers = List.of(
                Caller.anonymous(),
                caller(false, Permissions.ALL, "users:rw", "data:rw"),
                caller(true, Permissions.NONE, "users:rw", "data:rw"),
                caller(true, Permissions.parse(Map.of("users", "r", "data", "r")), "users:rw", "data:rw"),
                caller(true, Permissions.ALL, "users:r", "data.clients:list"),
                caller(true, Permissions.ALL, "users:rw", "data:rw"));
        for (Caller caller : callers) {
            for (Right right : RIGHTS) {
                for (String table : List.of("", "clients", "orders")) {
                    assertThat(Access.may(caller, right, table))
                            .as("%s %s %s", caller, right, table)
                            .isEqualTo(Access.decide(caller, Demand.of(right, table)) instanceof Access.Granted);
                }
            }
        }
    }

    @Test
    void may_tells_apart() {
        assertThat(Access.may(Caller.anonymous(), Right.open(), "")).isTrue();
        assertThat(Access.may(Caller.anonymous(), Right.known(), "")).isFalse();
        Caller lists = caller(true, Permissions.ALL, "data.clients:list");
        assertThat(Access.may(lists, Right.data(Action.LIST), "clients")).isTrue();
        assertThat(Access.may(lists, Right.data(Action.LIST), "orders")).isFalse();
    }
}
