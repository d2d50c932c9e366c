package org.passerelle.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code POST /api/v1/webhooks/{id}/secret/rotate}: a new secret, beside which the old one signs for a while. */
final class SecretOperation {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Vault vault;
    private final Clock clock;

    SecretOperation(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** What is sent. */
    record Wanted(
            @Doc(value = "How long the old secret signs too: PT24H when left out, P7D at most", example = "PT24H")
            @Nullable
            String overlap) {}

    /** What is answered. */
    record Rotated(
            @Doc(value = "The new secret, shown once", example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            String secret,

            @Doc(value = "Until when the old one signs too", example = "2026-11-22T08:30:00.000+0000")
            Instant oldUntil) {}

    Operation operation() {
        return Operation.post(WebhookOperations.PATH + "/{id}/secret/rotate")
                .named("webhooks.secret.rotate", "Give a webhook a new secret")
                .tag(Tag.WEBHOOKS)
                .needs(WebhookOperations.writing())
                .takes(Wanted.class, "webhook-overlap")
                .orNothing()
                .answers(200, Shape.of(Rotated.class, "webhook-secret"))
                .changes(DryRun.CATALOGUE)
                .by(this::rotate);
    }

    private Reply rotate(Call call) {
        Unit unit = call.change();
        unit.touch(Topic.WEBHOOKS);
        Webhook hook = DeliveryOperations.need(unit, call);
        Duration overlap = call.body().isEmpty()
                ? OVERLAP
                : overlap(call.body().as(Wanted.class).overlap());
        Instant ends = clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS);
        String secret = SigningSecret.fresh();
        WebhookStore.rotate(
                unit,
                hook.id(),
                new Webhook.Secrets(vault.seal(secret), hook.secrets().current(), ends));
        return Reply.ok(new Rotated(call.dryRun() ? "dry-run" : secret, ends), "webhook-secret");
    }

    private static Duration overlap(@Nullable String text) {
        try {
            Duration overlap = text == null ? OVERLAP : Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST) <= 0) {
                return overlap;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw Fault.badMember("overlap", "must be a duration such as PT24H, P7D at most");
    }
}
