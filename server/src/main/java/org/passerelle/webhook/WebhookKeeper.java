package org.passerelle.webhook;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Lanes;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;

/** Keeps webhooks. */
final class WebhookKeeper implements Crud.Keeper<WebhookKeeper.Shown, WebhookBody> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Catalogue catalogue;
    private final Lanes lanes;
    private final Vault vault;
    private final WebhookRules rules;
    private final Clock clock;

    WebhookKeeper(Catalogue catalogue, Lanes lanes, Vault vault, WebhookRules rules, Clock clock) {
        this.catalogue = catalogue;
        this.lanes = lanes;
        this.vault = vault;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param secret as it is shown to who made it, just now; null at any other time */
    record Shown(Webhook hook, @Nullable String secret) {}

    @Override
    public List<Shown> all(Call call) {
        return WebhookStore.all(catalogue).stream()
                .map(hook -> new Shown(hook, null))
                .toList();
    }

    @Override
    public Optional<Shown> find(Call call, String id) {
        return WebhookStore.find(call.unit().map(Source.class::cast).orElse(catalogue), id)
                .map(hook -> new Shown(hook, null));
    }

    @Override
    public String id(Shown shown) {
        return shown.hook().id();
    }

    @Override
    public Object view(Shown shown) {
        return WebhookView.of(shown.hook(), shown.secret());
    }

    @Override
    public Shown add(Call call, Crud.Wanted<WebhookBody> wanted) {
        String id = id(wanted.body().id());
        if (find(call, id).isPresent()) {
            throw Catalogue.taken("The webhook", id);
        }
        String secret = SigningSecret.fresh();
        var blank = new Webhook(
                id,
                call.caller().user(),
                "",
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                new Webhook.Secrets(vault.seal(secret), null, null),
                false,
                Webhook.Bulk.EACH,
                true,
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Webhook hook = rules.read(call.change(), wanted.body(), blank);
        WebhookStore.insert(call.change(), hook);
        return new Shown(hook, call.dryRun() ? "dry-run" : secret);
    }

    private static String id(@Nullable String chosen) {
        if (chosen != null && !ID.matcher(chosen).matches()) {
            throw Fault.badMember("id", "must be of letters, digits, . _ and -, 100 at most");
        }
        return Objects.requireNonNullElseGet(
                chosen, () -> "wh_" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public Shown change(Call call, Shown before, Crud.Wanted<WebhookBody> wanted) {
        Webhook hook = rules.read(call.change(), wanted.body(), before.hook());
        WebhookStore.update(call.change(), hook);
        if (hook.active() && !before.hook().active()) {
            WebhookStore.failing(call.change(), hook.id(), null);
        }
        lanes.wake(call.change(), WebhookLane.NAME, hook.id());
        return new Shown(WebhookStore.find(call.change(), hook.id()).orElseThrow(), null);
    }

    @Override
    public void remove(Call call, Shown shown) {
        WebhookStore.delete(call.change(), shown.hook().id());
        lanes.close(call.change(), WebhookLane.NAME, shown.hook().id());
    }
}
