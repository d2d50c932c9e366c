package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.ApiKeys;

/** A list that the API tells in several answers is searched, ordered, paged and written to a file whole. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class LongListHttpTest {

    private static final int KEYS = 1_100;

    @Inject
    Catalogue catalogue;

    @Inject
    ApiKeys keys;

    private List<String> made;

    @BeforeEach
    void makeKeys() {
        made = catalogue.change(unit -> IntStream.range(0, KEYS)
                .mapToObj(i -> keys.issue(
                                unit,
                                new ApiKeys.Wanted(
                                        "user", "user", "long-" + i, Permissions.NONE, null, AddressList.ANY, null))
                        .key()
                        .id())
                .toList());
    }

    @AfterEach
    void removeKeys() {
        catalogue.change(
                unit -> made.stream().filter(id -> keys.delete(unit, id)).count());
    }

    @Test
    void the_last_of_it_is_found_and_in_the_file() {
        var owner = AtConsole.as("owner").reading();
        for (String name : List.of("long-0", "long-" + (KEYS - 1))) {
            assertThat(owner.get("/console/apikeys?q=" + name).is(200).text()).contains(">" + name + "\n");
        }
        assertThat(owner.get("/console/apikeys?as=csv&q=long-").is(200).text().lines())
                .hasSize(1 + KEYS);
        assertThat(owner.get("/console/apikeys?q=long-&page=44").is(200).text()).contains(">long-0\n");
    }
}
