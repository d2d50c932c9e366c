package org.passerelle.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.event.EventTypes;
import org.passerelle.event.Family;
import org.passerelle.fault.Fault;
import org.passerelle.outgoing.Outgoing;
import org.passerelle.people.KnownTables;

/** What a webhook may be, from what its owner writes. */
@Singleton
final class WebhookRules {

    private static final int LONGEST = 2_000;
    private static final int MOST_HEADERS = 50;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]{0,2000}");

    /** What the machinery writes, and what the signature is. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "keep-alive",
            "proxy-connection",
            "user-agent");

    private final Outgoing outgoing;
    private final EventTypes types;
    private final KnownTables tables;
    private final Vault vault;

    @Inject
    WebhookRules(Outgoing outgoing, EventTypes types, KnownTables tables, Vault vault) {
        this.outgoing = outgoing;
        this.types = types;
        this.tables = tables;
        this.vault = vault;
    }

    /**
     * The webhook as its owner wants it.
     *
     * @param before what keeps its secrets where none are written
     * @throws Fault 400 or 422 that names the member
     */
    Webhook read(Unit unit, WebhookBody body, Webhook before) {
        return new Webhook(
                before.id(),
                before.account(),
                url(body.url(), before),
                fit("description", Objects.requireNonNullElse(body.description(), "")),
                events(unit, body.events()),
                tables(body.tables(), before),
                basic(body.basic(), before.basic()),
                headers(body.headers(), before.headers(), body.basic() != null),
                before.secrets(),
                Boolean.TRUE.equals(body.ordered()),
                bulk(body.bulk()),
                !Boolean.FALSE.equals(body.active()),
                before.failingSince(),
                before.created());
    }

    private String url(@Nullable String url, Webhook before) {
        if (url == null) {
            throw Fault.badMember("url", "must be given");
        }
        if (url.isEmpty() || !url.equals(before.url())) {
            outgoing.check("url", url);
        }
        return url;
    }

    private static String fit(String member, String text) {
        if (text.length() > LONGEST) {
            throw Fault.badMember(member, "must have at most {} characters", LONGEST);
        }
        return text;
    }

    private List<String> events(Unit unit, @Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            throw Fault.badMember("events", "must name at least one event");
        }
        for (String name : names) {
            boolean family = name.endsWith(".*") && Family.of(name).isPresent();
            if (!name.equals("*") && !family && !types.isKnown(unit, name)) {
                throw Fault.inconsistentMember("events", "there is no event {}", name);
            }
        }
        return names.stream().distinct().toList();
    }

    /** One that was closed since it was named may stay. */
    private List<String> tables(@Nullable List<String> names, Webhook before) {
        if (names == null) {
            return List.of();
        }
        var open = new HashSet<>(tables.open());
        for (String name : names) {
            if (!open.contains(name) && !before.tables().contains(name)) {
                throw Fault.inconsistentMember("tables", "there is no open table {}", name);
            }
        }
        return names.stream().distinct().toList();
    }

    private Webhook.@Nullable Basic basic(WebhookBody.@Nullable Basic basic, Webhook.@Nullable Basic before) {
        if (basic == null) {
            return null;
        }
        String user = basic.user();
        if (user == null || user.isEmpty() || user.indexOf(':') >= 0 || user.length() > 500) {
            throw Fault.badMember("basic", "user must be given, without a colon");
        }
        if (basic.password() != null) {
            return new Webhook.Basic(user, vault.seal(fit("basic", basic.password())));
        }
        if (before == null) {
            throw Fault.badMember("basic", "password must be given");
        }
        return new Webhook.Basic(user, before.sealedPassword());
    }

    private List<Webhook.Header> headers(
            @Nullable List<WebhookBody.Header> headers, List<Webhook.Header> before, boolean basic) {
        var all = new ArrayList<Webhook.Header>();
        var names = new HashSet<String>();
        for (WebhookBody.Header header : headers == null ? List.<WebhookBody.Header>of() : headers) {
            String name = Objects.requireNonNullElse(header.name(), "");
            String lower = name.toLowerCase(Locale.ROOT);
            boolean ours =
                    OURS.contains(lower) || lower.startsWith("webhook-") || basic && lower.equals("authorization");
            if (!HEADER.matcher(name).matches() || ours || !names.add(lower)) {
                throw Fault.badMember(
                        "headers", "\"{}\" is no name of a header that can be set here, or is set already", name);
            }
            all.add(header(header, name, before));
        }
        if (all.size() > MOST_HEADERS) {
            throw Fault.badMember("headers", "must be at most {}", MOST_HEADERS);
        }
        return all;
    }

    /** What was hidden and is not written again stays hidden, whatever is said of it. */
    private Webhook.Header header(WebhookBody.Header header, String name, List<Webhook.Header> before) {
        boolean hidden = Boolean.TRUE.equals(header.hidden());
        String value = header.value();
        if (value == null) {
            Optional<Webhook.Header> old = before.stream()
                    .filter(h -> h.hidden() && h.name().equalsIgnoreCase(name))
                    .findFirst();
            return old.orElseThrow(() -> Fault.badMember("headers", "the value of {} must be given", name));
        }
        if (!VALUE.matcher(value).matches()) {
            throw Fault.badMember("headers", "the value of {} must be printable ASCII, 2000 characters at most", name);
        }
        return new Webhook.Header(name, hidden ? vault.seal(value) : value, hidden);
    }

    private static Webhook.Bulk bulk(@Nullable String word) {
        return Arrays.stream(Webhook.Bulk.values())
                .filter(bulk -> bulk.word().equals(Objects.requireNonNullElse(word, Webhook.Bulk.EACH.word())))
                .findFirst()
                .orElseThrow(() -> Fault.badMember("bulk", "must be each or list"));
    }
}
