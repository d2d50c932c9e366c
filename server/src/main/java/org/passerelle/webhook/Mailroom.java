package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Purgeable;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.EventListener;
import org.passerelle.event.Kept;

/** Makes messages of events: one for each webhook that wants the event, in the unit in which it is heard. */
@Singleton
final class Mailroom implements EventListener, Purgeable {

    /** How many events a list tells at most. */
    private static final int LIST = 1_000;

    private final Lanes lanes;
    private final Clock clock;

    @Inject
    Mailroom(Lanes lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public void hear(Unit unit, List<Kept> events) {
        Instant now = clock.instant();
        for (Webhook hook : WebhookStore.active(unit)) {
            List<Kept> wanted =
                    events.stream().filter(kept -> hook.wants(kept.event())).toList();
            for (List<Kept> together : grouped(hook, wanted)) {
                Kept first = together.getFirst();
                boolean alone = together.size() == 1;
                MessageStore.add(
                        unit,
                        hook.id(),
                        first.number(),
                        together.getLast().number(),
                        alone ? subject(first.event()) : null,
                        now);
            }
            if (!wanted.isEmpty()) {
                lanes.wake(unit, WebhookLane.NAME, hook.id());
            }
        }
    }

    @Override
    public boolean awaits(Source source, Event event) {
        return WebhookStore.active(source).stream().anyMatch(hook -> hook.wants(event));
    }

    @Override
    public void forget(Unit unit, Instant before) {
        purge(unit, before);
    }

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public int purge(Unit unit, Instant before) {
        MessageStore.forget(unit, before);
        return DeliveryStore.forget(unit, before);
    }

    /** Each by itself, or the like ones of one call together. */
    private static List<List<Kept>> grouped(Webhook hook, List<Kept> wanted) {
        var groups = new ArrayList<List<Kept>>();
        for (Kept kept : wanted) {
            List<Kept> group = groups.stream()
                    .filter(g -> belongs(hook, g, kept))
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(kept);
        }
        return groups;
    }

    private static boolean belongs(Webhook hook, List<Kept> group, Kept kept) {
        Kept first = group.getFirst();
        return hook.lists(kept.event())
                && first.batch() == kept.batch()
                && group.size() < LIST
                && Payload.isLike(first.event(), kept.event());
    }

    private static @Nullable String subject(Event event) {
        return event.table() == null ? null : event.table() + "/" + Objects.requireNonNullElse(event.record(), "");
    }
}
