package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.fault.Fault;

/** Without a catalogue the server is not ready, and says so. */
class CatalogueHealthTest {

    @Test
    void it_is_ready_as_long_as_the_catalogue_answers(@TempDir Path folder) {
        Catalogue catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        var health = new CatalogueHealth(catalogue);
        var status =
                new StatusOperation(catalogue, Clock.systemUTC()).operations().getFirst();
        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        catalogue.close();
        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
        assertThatThrownBy(() -> status.handler().handle(null))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
    }

    /** The limit on the size of files stands for a disk that takes no more. */
    @Test
    void a_change_that_the_disk_does_not_take_is_not_acknowledged_and_it_is_not_ready_until_one_is(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Catalogue catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null))) {
            var health = new CatalogueHealth(catalogue);
            limitFiles("1");
            try {
                assertThatThrownBy(() -> catalogue.change(unit -> unit.run(
                                "INSERT INTO usage_count VALUES ('2026-11-22', ?, 'x', 'x', 1, 0, 0)",
                                "x".repeat(100_000))))
                        .isInstanceOf(RuntimeException.class);
                assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
            } finally {
                limitFiles("unlimited");
            }
            assertThat(catalogue.all(row -> row.text("day"), "SELECT day FROM usage_count"))
                    .isEmpty();
            assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        }
    }

    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        var prlimit = new ProcessBuilder(
                        "prlimit",
                        "--pid",
                        Long.toString(ProcessHandle.current().pid()),
                        "--fsize=" + bytes + ":unlimited")
                .inheritIO();
        assertThat(prlimit.start().waitFor()).isZero();
    }
}
