package org.passerelle.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;

/** What follows from an attempt, over days that nobody waits for. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class LedgerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T08:30:00Z");

    @Inject
    Ledger ledger;

    @Inject
    Catalogue catalogue;

    private final String id = "ledger-" + UUID.randomUUID();

    @BeforeEach
    void make() {
        var hook = new Webhook(
                id,
                "owner",
                "http://127.0.0.1:9/",
                "",
                List.of("nothing"),
                List.of(),
                null,
                List.of(),
                new Webhook.Secrets("sealed", null, null),
                false,
                Webhook.Bulk.EACH,
                true,
                null,
                BEGIN);
        catalogue.change(unit -> {
            WebhookStore.insert(unit, hook);
            MessageStore.add(unit, id, 1, 1, null, BEGIN);
            return hook;
        });
    }

    @AfterEach
    void remove() {
        catalogue.change(unit -> {
            WebhookStore.delete(unit, id);
            return id;
        });
    }

    private Webhook hook() {
        return WebhookStore.find(catalogue, id).orElseThrow();
    }

    private Message message() {
        return MessageStore.find(catalogue, id, 1).orElseThrow();
    }

    private Instant due() {
        return MessageStore.next(catalogue, hook()).orElse(null);
    }

    private void note(int code, Instant at) {
        var outcome = new Outcome(code, "", null, null, 1);
        catalogue.change(unit -> ledger.note(unit, hook(), message(), outcome, at));
    }

    private boolean isToldOfItsEnd() {
        return catalogue
                .one(
                        row -> row.text("data"),
                        "SELECT data FROM event WHERE name = 'webhook.disabled' AND data LIKE ?",
                        "%" + id + "%")
                .isPresent();
    }

    @Test
    void ten_attempts_are_made_and_no_more() {
        Instant at = BEGIN;
        for (int attempt = 1; attempt <= 10; attempt++) {
            note(500, at);
            if (attempt < 10) {
                assertThat(due()).isAfter(at);
                at = due();
            }
        }
        assertThat(due()).isNull();
        assertThat(Duration.between(BEGIN, at)).isBetween(Duration.ofHours(65), Duration.ofHours(85));
        assertThat(hook().active()).isTrue();
        assertThat(DeliveryStore.list(catalogue, id, null, 100)).hasSize(10);
    }

    @Test
    void after_days_without_a_success_a_webhook_is_disabled_and_that_is_an_event() {
        note(500, BEGIN);
        note(500, BEGIN.plus(Duration.ofDays(5)));
        assertThat(hook().active()).isTrue();
        note(500, BEGIN.plus(Duration.ofDays(5)).plusSeconds(1));
        assertThat(hook().active()).isFalse();
        assertThat(isToldOfItsEnd()).isTrue();
    }

    @Test
    void one_success_begins_the_count_anew() {
        note(500, BEGIN);
        note(200, BEGIN.plus(Duration.ofDays(4)));
        note(500, BEGIN.plus(Duration.ofDays(6)));
        assertThat(hook().active()).isTrue();
        assertThat(hook().failingSince()).isEqualTo(BEGIN.plus(Duration.ofDays(6)));
        assertThat(isToldOfItsEnd()).isFalse();
    }

    @Test
    void gone_is_gone() {
        note(410, BEGIN);
        assertThat(due()).isNull();
        assertThat(hook().active()).isFalse();
        assertThat(isToldOfItsEnd()).isTrue();
    }
}
