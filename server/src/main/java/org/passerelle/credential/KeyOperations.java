package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** {@code /api/v1/auth/apikeys} (wire.md §2 and §8; DigDash D6 and D10, PlanRadar P2, P8 and P9). */
@Singleton
public final class KeyOperations implements Capability {

    static final String PATH = "/api/v1/auth/apikeys";
    private static final int MOST = 1_000;

    private final ApiKeys keys;
    private final People people;
    private final Callers callers;
    private final LimitSettings limits;
    private final Clock clock;

    @Inject
    KeyOperations(ApiKeys keys, People people, Callers callers, LimitSettings limits, Clock clock) {
        this.keys = keys;
        this.people = people;
        this.callers = callers;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post(PATH)
                        .named("apikeys.create", "Make an API key for oneself")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.own())
                        .takes(KeyBody.class, "apikey")
                        .answers(201, Shape.of(KeyView.Issued.class, "apikey"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::create),
                Pages.declared(Operation.get(PATH))
                        .named(
                                "apikeys.list",
                                "List API keys, newest first: one's own, with users:r those of others too")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.own())
                        .answers(200, Shape.many(KeyView.class, "apikey"))
                        .by(this::list),
                deletion(byIds(Operation.delete(PATH)))
                        .named("apikeys.delete", "End API keys")
                        .by(call -> delete(call, call.query().all("id"))),
                deletion(Operation.delete(PATH + "/{ids}"))
                        .named("apikeys.deleteByPath", "End API keys named in the path, separated by commas")
                        .by(call -> delete(call, List.of(call.path("ids").replace("%2C", ",")))),
                deletion(byIds(Operation.post(PATH + "/delete")
                                .takes(KeyView.Ids.class, "ids")
                                .orNothing()))
                        .named("apikeys.deleteByBody", "End API keys, for clients that cannot send DELETE")
                        .by(call -> delete(
                                call,
                                call.body().isEmpty()
                                        ? call.query().all("id")
                                        : call.body().as(KeyView.Ids.class).named())));
    }

    private static Operation.Builder byIds(Operation.Builder operation) {
        return operation.query("id", "The keys' ids, separated by commas", "01j8kd2f5a0q3m7c9e");
    }

    private static Operation.Builder deletion(Operation.Builder operation) {
        return operation
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .answers(200, Shape.of(KeyView.Deleted.class, "apikeys"))
                .changes(DryRun.CATALOGUE);
    }

    /** A domain with a file of its own speaks of the keys in it. */
    private ApiKeys keys(Call call) {
        return keys.under(call.terms().domain());
    }

    private Reply create(Call call) {
        Caller caller = call.caller();
        KeyBody body = call.body().as(KeyBody.class);
        if (body.name() == null) {
            throw Fault.badMember("name", "is missing");
        }
        Permissions permissions = Permissions.parse(body.permissions() == null ? Map.of() : body.permissions());
        Duration lifetime = body.expires() == null ? null : Lifetime.parse("expires", body.expires());
        Delegation.check(caller, permissions);
        ApiKeys.Issued issued = keys(call)
                .issue(
                        call.change(),
                        new ApiKeys.Wanted(
                                callers.standingFor(caller, body.targetUser()),
                                caller.user(),
                                body.name(),
                                permissions,
                                Delegation.lifetime(caller, lifetime, clock.instant()),
                                Delegation.addresses(caller, body.ips()),
                                Delegation.rate(caller, body.rateLimit(), limits.rateLimit()),
                                PageOrigins.checked(body.origins())));
        return KeyView.reply(issued, call.dryRun());
    }

    private Reply list(Call call) {
        Caller caller = call.caller();
        boolean othersToo = caller.level(ApiType.USERS).holds(Level.R);
        return Pages.newest(
                call,
                (after, limit) -> keys(call).list(caller.user(), othersToo, after, limit),
                ApiKey::id,
                KeyView::of,
                "apikeys");
    }

    private Reply delete(Call call, List<String> lists) {
        Set<String> ids = new LinkedHashSet<>();
        lists.forEach(list -> Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(id -> !id.isEmpty())
                .forEach(ids::add));
        if (ids.isEmpty()) {
            throw Fault.badRequest("Name at least one key by its id.");
        }
        if (ids.size() > MOST) {
            throw Fault.badRequest("Name {} keys at most.", MOST);
        }
        var outcome = new KeyView.Deleted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ids.forEach(id -> of(call, id, outcome).add(id));
        if (outcome.deleted().isEmpty()) {
            throw outcome.refused().isEmpty()
                    ? Fault.notFound("There is no such key.")
                    : Fault.forbidden("None of these keys is yours to end.");
        }
        return Reply.ok(outcome, "apikeys");
    }

    /** Ends a key where that is allowed, and tells which list of the answer it belongs to. */
    private List<String> of(Call call, String id, KeyView.Deleted outcome) {
        Unit unit = call.change();
        ApiKey key = keys(call).find(unit, id).orElse(null);
        if (key == null) {
            return outcome.notFound();
        }
        if (!mayEnd(call.caller(), key)) {
            return outcome.refused();
        }
        keys(call).delete(unit, id);
        return outcome.deleted();
    }

    /** One's own, and those that one made for another; with users:rw those of other in-house users; an owner's only the owner (PlanRadar P9). */
    private boolean mayEnd(Caller caller, ApiKey key) {
        return key.user().equals(caller.user())
                || caller.user().equals(key.actor())
                || caller.level(ApiType.USERS).holds(Level.RW)
                        && people.find(key.user())
                                .filter(a -> a.kind() == Account.Kind.INHOUSE)
                                .isPresent();
    }
}
