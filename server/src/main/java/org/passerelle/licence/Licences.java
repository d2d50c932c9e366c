package org.passerelle.licence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Licensed;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;

/** The licence and its seats at this moment: read again when they change, on every node. Thread-safe. */
@Singleton
public final class Licences {

    private static final Logger LOG = Logger.getLogger(Licences.class);

    private final Catalogue catalogue;
    private final LicenceSettings settings;
    private final Clock clock;
    private volatile Held held = new Held(null, false, Map.of());

    /** @param licence null for none, or one that does not hold, which {@code activated} tells apart */
    private record Held(@Nullable Licence licence, boolean activated, Map<String, Seat> seats) {}

    @Inject
    public Licences(Catalogue catalogue, LicenceSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
        catalogue.onChange(Topic.LICENCE, this::read);
        catalogue.onChange(Topic.PEOPLE, this::read); // a seat goes with its account
        read();
    }

    private synchronized void read() {
        Optional<String> text = LicenceStore.text(catalogue);
        held = new Held(
                text.map(this::licence).orElse(null),
                text.isPresent(),
                LicenceStore.seats(catalogue).stream().collect(Collectors.toUnmodifiableMap(Seat::user, s -> s)));
    }

    private @Nullable Licence licence(String text) {
        try {
            return LicenceFile.read(text, settings.keys());
        } catch (Fault e) {
            LOG.errorf("the licence that was activated does not hold: %s", e.detail());
            return null;
        }
    }

    /** What one may do for the user under it: both need a seat. */
    public Licensed of(String user, @Nullable String actor) {
        Licensed licensed = of(user);
        return licensed == Licensed.FULLY && actor != null ? of(actor) : licensed;
    }

    private Licensed of(String user) {
        Held now = held;
        if (!now.activated()) {
            return Licensed.FULLY;
        }
        if (!now.seats().containsKey(user)) {
            return Licensed.NO_SEAT;
        }
        return state(now).onlyReads() ? Licensed.READING : Licensed.FULLY;
    }

    LicenceState state() {
        return state(held);
    }

    private LicenceState state(Held now) {
        if (!now.activated()) {
            return LicenceState.COMMUNITY;
        }
        return now.licence() == null
                ? LicenceState.INVALID
                : LicenceState.of(now.licence(), clock.instant(), settings.grace());
    }
}
