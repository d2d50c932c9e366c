package org.passerelle.system;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.passerelle.connection.Connections;

/**
 * Not ready while a business database in a file of this machine does not keep what is written. One that is far away, and may be so for this server
 * alone, is told by its connection.
 */
@Readiness
@Singleton
final class ConnectionsHealth implements HealthCheck {

    private final Connections connections;

    @Inject
    ConnectionsHealth(Connections connections) {
        this.connections = connections;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("files of connections").up();
        connections
                .all()
                .forEach(database ->
                        database.ailment().ifPresent(reason -> answer.down().withData(database.id(), reason)));
        return answer.build();
    }
}
