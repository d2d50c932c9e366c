package org.passerelle.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.catalogue.Vault;
import org.passerelle.outgoing.Outgoing;
import org.passerelle.outgoing.Refused;

/** Makes one attempt. Nothing that is secret leaves it but to the receiver. */
@Singleton
final class Courier {

    private static final int KILOBYTE = 1_024;
    private static final String HIDDEN = "•••";

    private final Outgoing outgoing;
    private final Vault vault;
    private final WebhookSettings settings;
    private final Clock clock;

    @Inject
    Courier(Outgoing outgoing, Vault vault, WebhookSettings settings, Clock clock) {
        this.outgoing = outgoing;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome bring(Webhook hook, String id, ObjectNode said) {
        byte[] body = said.toString().getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        List<String> secrets = secrets(hook, now);
        var headers = new LinkedHashMap<String, String>();
        var hidden = new ArrayList<>(secrets);
        for (Webhook.Header header : hook.headers()) {
            String value = header.hidden() ? vault.unseal(header.value()) : header.value();
            headers.put(header.name(), value);
            if (header.hidden()) {
                hidden.add(value);
            }
        }
        Webhook.Basic basic = hook.basic();
        if (basic != null) {
            String password = vault.unseal(basic.sealedPassword());
            String pair = Base64.getEncoder()
                    .encodeToString((basic.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
            headers.put("Authorization", "Basic " + pair);
            hidden.addAll(List.of(password, pair));
        }
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Passerelle");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", SigningSecret.signatures(secrets, id, now.getEpochSecond(), body));
        return send(new Outgoing.Letter("POST", hook.url(), headers, body), hidden);
    }

    private List<String> secrets(Webhook hook, Instant now) {
        Webhook.Secrets sealed = hook.secrets();
        String old = sealed.old();
        return old != null && sealed.hasOld(now)
                ? List.of(vault.unseal(sealed.current()), vault.unseal(old))
                : List.of(vault.unseal(sealed.current()));
    }

    private Outcome send(Outgoing.Letter letter, List<String> hidden) {
        long began = System.nanoTime();
        try {
            Outgoing.Answer answer = outgoing.send(letter, settings.limit(), KILOBYTE);
            Map<String, String> headers = answer.headers();
            return new Outcome(
                    answer.status(),
                    shown(answer.start(), hidden),
                    null,
                    Retries.asked(headers.get("retry-after"), clock.instant()),
                    millis(began));
        } catch (Refused e) {
            return new Outcome(null, "", e.reason(), null, millis(began));
        }
    }

    private static int millis(long began) {
        return (int) ((System.nanoTime() - began) / 1_000_000);
    }

    /** As text; what a receiver echoes of our secrets is left out, and what no text holds. */
    private static String shown(byte[] start, List<String> hidden) {
        String text = new String(start, StandardCharsets.UTF_8).replace("\u0000", "");
        for (String secret : hidden) {
            text = secret.isEmpty() ? text : text.replace(secret, HIDDEN);
        }
        return text;
    }
}
