package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Level;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Vault;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Tag;

/** {@code /api/v1/webhooks}: the owners' alone (wire.md §8; PlanRadar P4–P6). */
@Singleton
final class WebhookOperations implements Capability {

    static final String PATH = "/api/v1/webhooks";

    private final WebhookKeeper keeper;
    private final SecretOperation secrets;
    private final DeliveryOperations deliveries;

    @Inject
    WebhookOperations(
            Catalogue catalogue,
            Lanes lanes,
            Vault vault,
            WebhookRules rules,
            Clock clock,
            DeliveryOperations deliveries) {
        this.keeper = new WebhookKeeper(catalogue, lanes, vault, rules, clock);
        this.secrets = new SecretOperation(vault, clock);
        this.deliveries = deliveries;
    }

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind(PATH, "webhook", "a webhook", Tag.WEBHOOKS, ApiType.WEBHOOKS, Topic.WEBHOOKS);
        return Stream.of(
                        new Crud<>(kind, WebhookView.class, WebhookBody.class, keeper)
                                .operations().stream().map(operation -> operation.needing(ofOwners(operation.right()))),
                        Stream.of(secrets.operation()),
                        deliveries.operations().stream())
                .flatMap(operations -> operations)
                .toList();
    }

    private static Right ofOwners(Right right) {
        return right instanceof Right.Api(ApiType type, Level level) ? new Right.Owner(type, level) : right;
    }

    static Right reading() {
        return new Right.Owner(ApiType.WEBHOOKS, Level.R);
    }

    static Right writing() {
        return new Right.Owner(ApiType.WEBHOOKS, Level.RW);
    }
}
