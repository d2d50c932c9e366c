package org.passerelle.usage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.usage.UsageStore.By;

/** {@code GET /api/v1/usage}: the use of the API by day; {@code GET /api/v1/auth/usage}: one's own; {@code GET /api/v1/auth/calls}: one's own last calls. */
@Singleton
public final class UsageOperations implements Capability {

    private static final int DAYS = 30;
    private static final int MOST_CALLS = 1_000;

    private final Usage usage;

    @Inject
    UsageOperations(Usage usage) {
        this.usage = usage;
    }

    /** A day's use. */
    public record Day(
            @Doc(value = "The day, UTC's", example = "2026-11-22")
            String day,

            @Doc(value = "The key's id, the user or the operation; empty for none", example = "anne")
            String name,

            @Doc(value = "How many requests", example = "1200")
            long requests,

            @Doc(value = "How many of them were refused: 401, 403, 429", example = "3")
            long refusals,

            @Doc(value = "How many records went out or came in", example = "45000")
            long rows) {

        /** By which lists are ordered. */
        String place() {
            return day + " " + name;
        }
    }

    /** A call that is over. */
    public record OwnCall(
            @Doc(value = "The request's id", example = "k3j2-9f")
            String id,

            @Doc(value = "When it was answered", example = "2026-11-22T08:30:00.000+0000")
            Instant time,

            @Doc(value = "The operation's name", example = "data.list")
            String operation,

            @Doc(value = "The API key's id; null when it came by something else", example = "01j8kd2f5a0q3m7c9e")
            @Nullable
            String key,

            @Doc(value = "What was answered", example = "200")
            int status,

            @Doc(value = "How many records went out or came in", example = "50")
            long rows,

            @Doc(value = "How long it took, in milliseconds", example = "12")
            long millis) {

        static OwnCall of(Served call) {
            return new OwnCall(
                    call.id(),
                    call.time(),
                    call.operation(),
                    call.key().isEmpty() ? null : call.key(),
                    call.status(),
                    call.rows(),
                    call.nanos() / 1_000_000);
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(everybodys(), own(), recent(), calls(), call());
    }

    private Operation everybodys() {
        return counted(Operation.get("/api/v1/usage"), "user")
                .named("usage.list", "Count the use of the API by day")
                .tag(Tag.SYSTEM)
                .needs(Right.read(ApiType.SYSTEM))
                .answers(200, Shape.many(Day.class, "day"))
                .by(call -> list(call, "user", ""));
    }

    private Operation own() {
        return counted(Operation.get("/api/v1/auth/usage"), "operation")
                .named("usage.own", "Count one's own use of the API by day")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .answers(200, Shape.many(Day.class, "day"))
                .by(call -> list(call, "operation", call.caller().user()));
    }

    private static Operation.Builder counted(Operation.Builder operation, String by) {
        return Pages.declared(operation)
                .query("by", "key, user or operation; " + by + " when left out", "key")
                .query("from", "The first day; 30 days before the last when left out", "2026-11-01")
                .query("to", "The last day; today when left out", "2026-11-22");
    }

    private Operation recent() {
        return Operation.get("/api/v1/usage/recent")
                .named("usage.recent", "Show what went on in the last hour, by minute, and what took longest")
                .tag(Tag.SYSTEM)
                .needs(Right.read(ApiType.SYSTEM))
                .answers(200, Shape.of(Recent.class, "recent"))
                .by(call -> Reply.ok(usage.recent(), "recent"));
    }

    private Operation calls() {
        return Operation.get("/api/v1/auth/calls")
                .named("calls.list", "List one's own last calls, newest first")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .query("key", "Only those by this API key, by its id", "01j8kd2f5a0q3m7c9e")
                .query("limit", "How many at most, from 1 to " + MOST_CALLS, "20")
                .answers(200, Shape.many(OwnCall.class, "call"))
                .by(this::calls);
    }

    private Operation call() {
        return Operation.get("/api/v1/auth/calls/{id}")
                .named("calls.get", "Show one of one's own last calls, by its request id")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .answers(200, Shape.of(OwnCall.class, "call"))
                .by(this::call);
    }

    /** @param user whose use alone is counted; empty for everybody's */
    private Reply list(Call call, String otherwise, String user) {
        LocalDate to = day(call, "to", usage.today());
        LocalDate from = day(call, "from", to.minusDays(DAYS));
        List<Day> days = usage.totals(by(call.query().one("by", otherwise)), user, from, to).stream()
                .map(total -> new Day(
                        total.day().toString(),
                        total.name(),
                        total.sum().requests(),
                        total.sum().refusals(),
                        total.sum().rows()))
                .toList();
        return Pages.of(call, days, Day::place, day -> day, "days");
    }

    private static By by(String word) {
        try {
            return By.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Fault.badRequest("by must be key, user or operation.");
        }
    }

    private static LocalDate day(Call call, String name, LocalDate otherwise) {
        String text = call.query().one(name);
        try {
            return text == null ? otherwise : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Fault.badRequest("{} must be a date such as 2026-11-22.", name);
        }
    }

    private Reply calls(Call call) {
        String key = call.query().one("key", "");
        String user = call.caller().user();
        return Reply.ok(
                usage
                        .calls(served -> served.caller().user().equals(user)
                                && (key.isEmpty() || served.key().equals(key)))
                        .stream()
                        .limit(call.query().number("limit", MOST_CALLS, 1, MOST_CALLS))
                        .map(OwnCall::of)
                        .toList(),
                "calls");
    }

    /** Another's is answered as one that is not. */
    private Reply call(Call call) {
        String id = call.path("id");
        return usage.call(id)
                .filter(served -> served.caller().user().equals(call.caller().user()))
                .map(served -> Reply.ok(OwnCall.of(served), "call"))
                .orElseThrow(() -> Fault.notFound("There is no call {} among your last ones.", id));
    }
}
