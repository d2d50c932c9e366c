package org.passerelle.gate;

import io.prometheus.client.exemplars.Exemplar;
import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Lets a metric name one of the requests that it counts, by the id that the client was given (OpenMetrics 1.0, exemplars). Shown to those
 * who accept {@code application/openmetrics-text}.
 */
final class Exemplars implements ExemplarSampler {

    /** By which lines of the log, too, name the request that they come of. */
    static final String REQUEST = "requestId";

    private static final String LABEL = "request_id";

    /** Makes it the one that is asked. */
    @Singleton
    static final class Producer {

        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Optional<ExemplarSampler> sampler() {
            return Optional.of(new Exemplars());
        }
    }

    @Override
    public @Nullable Exemplar sample(double increment, @Nullable Exemplar previous) {
        return made(increment, previous);
    }

    @Override
    public @Nullable Exemplar sample(double value, double bucketFrom, double bucketTo, @Nullable Exemplar previous) {
        return made(value, previous);
    }

    private static @Nullable Exemplar made(double value, @Nullable Exemplar previous) {
        return MDC.get(REQUEST) instanceof String id
                ? new Exemplar(value, System.currentTimeMillis(), LABEL, id)
                : previous;
    }
}
