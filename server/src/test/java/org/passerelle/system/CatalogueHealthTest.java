package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
