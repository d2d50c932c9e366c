package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** A key opens what its permissions say, type by type, and nothing that they leave out (wire.md §2, §8). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PermissionsHttpTest {

    /** What needs a type: a path that reads, one that writes. */
    private static final Map<String, List<String>> DEEDS = Map.of(
            "users", List.of("/api/v1/users", "/api/v1/roles"),
            "connections", List.of("/api/v1/tables", "/api/v1/views"),
            "data", List.of("/api/tickets", "/api/tickets"));

    private static Someone someone;

    @BeforeAll
    static void who_holds_it_all() {
        someone = Someone.with(List.of("users:rw", "connections:rw", "data:rw"), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "users,none", "users,-", "users,r", "users,rw", "users,",
        "connections,none", "connections,-", "connections,r", "connections,rw", "connections,",
        "data,none", "data,-", "data,r", "data,rw", "data,"
    })
    void a_type_is_open_as_far_as_its_permission_and_the_others_as_far_as_theirs(String type, String level) {
        for (String others : List.of("rw", "none")) {
            var permissions = new ArrayList<String>();
            DEEDS.keySet().stream()
                    .filter(other -> !other.equals(type))
                    .forEach(other -> permissions.add("\"" + other + "\":\"" + others + "\""));
            if (level != null) {
                permissions.add("\"" + type + "\":\"" + level + "\"");
            }
            Client key =
                    someone.byKey("{" + String.join(",", permissions) + "}").with("Dry-Run", "true");
            DEEDS.forEach((asked, paths) -> {
                String held = asked.equals(type) ? String.valueOf(level) : others;
                assertThat(key.get(paths.getFirst()).status())
                        .as(permissions + " reads " + asked)
                        .isEqualTo(held.startsWith("r") ? 200 : 403);
                assertThat(key.post(paths.getLast(), "{}").status())
                        .as(permissions + " writes " + asked)
                        .isEqualTo(held.equals("rw") ? 400 : 403);
            });
        }
    }
}
