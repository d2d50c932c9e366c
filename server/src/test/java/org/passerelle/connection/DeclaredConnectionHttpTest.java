package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** What the settings and the data folder say, and who may change it. */
@QuarkusTest
@WithTestResource(
        value = DemoHouse.class,
        initArgs = @ResourceArg(name = "connections.declared.url", value = "jdbc:sqlite::memory:"))
class DeclaredConnectionHttpTest {

    private static final String DECLARED = "/api/v1/connections/declared";

    @Test
    void a_connection_of_the_settings_is_changed_there_alone() {
        Client owner = Client.as("owner");
        owner.get(DECLARED).is(200);
        assertThat(owner.delete(DECLARED).is(409).text()).contains("declared in the settings");
        owner.put(DECLARED, "{'url':'jdbc:sqlite::memory:','readOnly':true}").is(409);
        assertThat(owner.get(DECLARED).is(200).json().path("readOnly").asBoolean())
                .isFalse();
    }

    @Test
    void the_catalogue_is_for_its_owners_eyes_only() throws IOException {
        Path folder = DemoHouse.folder();
        for (String file : new String[] {"catalogue.db", "catalogue.db-wal", "secret.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }
}
