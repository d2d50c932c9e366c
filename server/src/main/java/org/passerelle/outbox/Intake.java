package org.passerelle.outbox;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.passerelle.audit.AuditLog;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.event.Interest;
import org.passerelle.outbox.Letter.Happened;

/** Opens letters: each of them is told to everyone whom it concerns. Thread-safe. */
@Singleton
final class Intake {

    /** As long as the catalogue keeps the id of a record; nobody has one that is longer but by mistake. */
    private static final int LONGEST_ID = 1_000;

    private final List<Receiver> receivers;
    private final AuditLog audit;
    private final Interest interest;
    private final Events events;

    @Inject
    Intake(@All List<Receiver> receivers, AuditLog audit, Interest interest, Events events) {
        this.receivers = List.copyOf(receivers);
        this.audit = audit;
        this.interest = interest;
        this.events = events;
    }

    /** Opens them within the unit, in their order. */
    void open(Unit unit, List<Letter> letters) {
        letters.forEach(letter -> receivers.forEach(receiver -> receiver.receive(unit, letter)));
        letters.stream().map(Letter::line).filter(Objects::nonNull).forEach(line -> audit.append(unit, line));
        letters.forEach(letter -> events.publish(unit, interest.in(unit, events(letter)))); // last: others wait for it
    }

    /** Their ids are made from the letter's, so that they are the same however often it is read. */
    private static List<Event> events(Letter letter) {
        List<Event> events = new ArrayList<>(letter.events().size());
        for (Happened happened : letter.events()) {
            String record = happened.record();
            events.add(new Event(
                    "evt_" + letter.id() + "-" + events.size(),
                    happened.name(),
                    letter.time(),
                    happened.table(),
                    record.substring(0, Math.min(record.length(), LONGEST_ID)),
                    happened.data()));
        }
        return events;
    }
}
