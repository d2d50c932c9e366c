package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Source;

/** Tells one webhook what is due, some messages side by side. Thread-safe. */
@Singleton
final class WebhookLane implements Lanes.Lane {

    static final String NAME = "webhook";

    private static final int SIDE_BY_SIDE = 8;

    private final Catalogue catalogue;
    private final Payload payload;
    private final Courier courier;
    private final Ledger ledger;
    private final Clock clock;

    @Inject
    WebhookLane(Catalogue catalogue, Payload payload, Courier courier, Ledger ledger, Clock clock) {
        this.catalogue = catalogue;
        this.payload = payload;
        this.courier = courier;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean turn(String id) {
        Webhook hook = WebhookStore.find(catalogue, id).filter(Webhook::active).orElse(null);
        if (hook == null) {
            return false;
        }
        List<Message> due = MessageStore.due(catalogue, hook, clock.instant(), SIDE_BY_SIDE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> attempts = due.stream()
                    .<Future<?>>map(message -> threads.submit(() -> tell(hook, message)))
                    .toList();
            for (Future<?> attempt : attempts) {
                attempt.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt cannot be noted", e.getCause());
        }
        return !due.isEmpty();
    }

    @Override
    public Optional<Instant> due(Source source, String id) {
        return WebhookStore.find(source, id).filter(Webhook::active).flatMap(hook -> MessageStore.next(source, hook));
    }

    private void tell(Webhook hook, Message message) {
        Optional<Payload.Said> said = payload.of(hook, message);
        Instant now = clock.instant();
        if (said.isEmpty()) {
            catalogue.change(unit -> {
                MessageStore.tried(unit, message, Message.Status.WITHHELD, null);
                return message;
            });
            return;
        }
        Outcome outcome = courier.bring(hook, said.get().id(), said.get().body());
        if (!Thread.currentThread().isInterrupted()) {
            catalogue.change(unit -> ledger.note(unit, hook, message, outcome, now));
        }
    }
}
