package org.passerelle.system;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.passerelle.catalogue.Catalogue;

/** Ready when the catalogue answers, and keeps what is written: without it nobody can be let in. */
@Readiness
@Singleton
final class CatalogueHealth implements HealthCheck {

    private final Catalogue catalogue;

    @Inject
    CatalogueHealth(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("catalogue").up();
        catalogue.ailment().ifPresent(reason -> answer.down().withData("reason", reason));
        return answer.build();
    }
}
