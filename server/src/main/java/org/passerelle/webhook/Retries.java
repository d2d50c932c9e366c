package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When what failed is tried again: over three days, each time up to a tenth sooner or later, so that not all come at once. */
@Singleton
final class Retries {

    /** Before the second attempt, the third … */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    @Inject
    Retries() {
        this(new SecureRandom());
    }

    Retries(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param made how many attempts have failed
     * @param asked how long the receiver wants to be left alone: at least so long, a day at most
     * @return empty when there is none left
     */
    Optional<Instant> next(int made, Instant now, @Nullable Duration asked) {
        if (made > PAUSES.size()) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration pause = Duration.ofMillis((long) (PAUSES.get(made - 1).toMillis() * factor));
        Duration wanted = asked == null || asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return Optional.of(now.plus(wanted != null && wanted.compareTo(pause) > 0 ? wanted : pause));
    }

    /** The header {@code Retry-After}, in seconds or as a date (RFC 9110 §10.2.3); null when it says nothing that is understood. */
    static @Nullable Duration asked(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            return header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
