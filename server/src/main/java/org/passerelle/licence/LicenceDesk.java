package org.passerelle.licence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.People;

/** Where a licence is activated and looked at: by the API, and by who holds the data folder. */
public record LicenceDesk(People people, LicenceSettings settings, Clock clock) {

    LicenceState state(Source source) {
        Optional<String> text = LicenceStore.text(source);
        if (text.isEmpty()) {
            return LicenceState.COMMUNITY;
        }
        try {
            return LicenceState.of(LicenceFile.read(text.get(), settings.keys()), clock.instant(), settings.grace());
        } catch (Fault e) {
            return LicenceState.INVALID;
        }
    }

    /** Who sits where, under the licence that the source holds. */
    Seats seats(Source source) {
        return new Seats(people, state(source));
    }

    /** As it is shown. */
    LicenceView view(Source source) {
        return LicenceView.of(state(source), seats(source).all(LicenceStore.seats(source)), settings.grace());
    }

    /** The same, a line for each thing. */
    public List<String> lines(Source source) {
        LicenceView view = view(source);
        return List.of(
                "status   " + view.status(),
                "holder   " + (view.holder() == null ? "everyone" : view.holder()),
                "expires  " + (view.expires() == null ? "never" : view.expires()),
                "seats    "
                        + String.join(
                                ", ",
                                view.seats().stream()
                                        .map(seat -> seat.type() + " " + seat.used() + " of "
                                                + (seat.total() == null ? "any number" : seat.total()))
                                        .toList()));
    }

    /**
     * Puts it in the place of the one before; owners, and who activates it, get a seat.
     *
     * @param user who activates it; null at the command line
     * @throws Fault 422 for what is no licence, or has ended; 409 where it has too few seats for who sits already
     */
    public void activate(Unit unit, String text, @Nullable String user) {
        Licence licence = LicenceFile.read(text, settings.keys());
        if (LicenceState.of(licence, clock.instant(), settings.grace()).onlyReads()) {
            throw Fault.inconsistent("This licence ended on {}.", licence.expires());
        }
        new Seats(people, new LicenceState(LicenceState.Kind.VALID, licence)).begin(unit, user, clock.instant());
        LicenceStore.keep(unit, text, clock.instant());
    }
}
