package org.passerelle.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * Makes a call that came with a key once. The key is claimed first, in a unit of its own; the answer is kept with the change; a claim whose server
 * died is taken over, and the change looked for before it is made. Thread-safe.
 *
 * <pre>
 * the key is new                   the call is made
 * … of another request             422
 * … and its call is being made     409
 * … and was answered               the same answer
 * </pre>
 */
@Singleton
public final class Idempotency {

    /** How long a server that says nothing is taken to be alive, where there may be several. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final Duration RENEWAL = LEASE.dividedBy(4);
    private static final Duration CLEANING = Duration.ofMinutes(10);
    private static final int LONGEST_KEY = 255;

    private final Catalogue catalogue;
    private final Vault vault;
    private final IdempotencySettings settings;
    private final Clock clock;
    private final String self = UUID.randomUUID().toString();
    private final AtomicInteger atWork = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idempotency").factory());

    @Inject
    Idempotency(Catalogue catalogue, Vault vault, IdempotencySettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        repeat(RENEWAL, unit -> ClaimStore.renew(unit, self, clock.instant()), () -> atWork.get() > 0);
        repeat(CLEANING, unit -> ClaimStore.purge(unit, clock.instant(), settings.keep()), () -> true);
    }

    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }

    private void repeat(
            Duration pause, java.util.function.Consumer<Unit> work, java.util.function.BooleanSupplier needed) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (needed.getAsBoolean()) {
                            catalogue.change(unit -> {
                                work.accept(unit);
                                return unit;
                            });
                        }
                    } catch (RuntimeException e) {
                        LOG.warn("keys of calls that count once cannot be looked after now", e);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Makes the call, for the first time or once more. */
    @FunctionalInterface
    public interface Making {
        Reply make(Call call) throws IOException;
    }

    /**
     * The key that the call counts once by; empty for a call that counts each time, as a rehearsal does and one that nobody answers for.
     *
     * @throws Fault 400 for what cannot be a key
     */
    public static Optional<String> key(Operation operation, Call call) {
        String sent = call.headers().one(Operation.IDEMPOTENCY_KEY);
        if (sent == null
                || !operation.isRepeatable()
                || call.dryRun()
                || call.caller().isAnonymous()) {
            return Optional.empty();
        }
        boolean quoted = sent.length() > 1 && sent.startsWith("\"") && sent.endsWith("\"");
        String key = quoted ? sent.substring(1, sent.length() - 1) : sent;
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Fault.badRequest(
                    "{} must be 1 to {} characters without blanks, a UUID for instance.",
                    Operation.IDEMPOTENCY_KEY,
                    LONGEST_KEY);
        }
        return Optional.of(key);
    }

    /**
     * Makes the call, or gives the answer that it had.
     *
     * @param request a digest of what is asked
     * @param format in which the answer is wanted
     * @throws Fault 409 while the call is being made, 422 where the key was another request's
     */
    public Reply once(String key, String request, Call call, Format format, Making making) throws IOException {
        String account = call.caller().user();
        String mark = mark(account, key);
        Begun begun = catalogue.change(unit -> begin(unit, mark, account, request, format));
        return begun.answer() != null ? begun.answer() : made(Objects.requireNonNull(begun.claim()), call, making);
    }

    /** One of the two. */
    private record Begun(@Nullable Claim claim, @Nullable Reply answer) {}

    private Begun begin(Unit unit, String mark, String account, String request, Format format) {
        Instant now = clock.instant();
        ClaimStore.purge(unit, mark, now, settings.keep());
        if (ClaimStore.insert(unit, mark, account, request, self, now)) {
            return new Begun(claim(mark, false, format), null);
        }
        ClaimStore.Claimed claimed = ClaimStore.find(unit, mark).orElseThrow(Idempotency::underWay);
        if (!claimed.request().equals(request)) {
            throw Fault.inconsistent(
                    "This {} was that of another request: a new request needs a new one.", Operation.IDEMPOTENCY_KEY);
        }
        return switch (claimed.state()) {
            case DONE -> new Begun(null, claim(mark, true, format).again(Objects.requireNonNull(claimed.answer())));
            case UNKNOWN ->
                throw Fault.conflict(
                        "This call was under way when a server failed, and its database cannot tell whether it was done: look, and"
                                + " repeat it under a new key if it was not.");
            case RUNNING -> {
                if (isAlive(claimed, now) || !ClaimStore.takeOver(unit, mark, claimed.owner(), self, now)) {
                    throw underWay();
                }
                yield new Begun(claim(mark, true, format), null);
            }
        };
    }

    private Claim claim(String mark, boolean isAgain, Format format) {
        return new Claim(mark, isAgain, format, catalogue, vault);
    }

    /** A catalogue in a file has one server: this one. */
    private boolean isAlive(ClaimStore.Claimed claimed, Instant now) {
        return claimed.owner().equals(self)
                || catalogue.isShared()
                        && !claimed.owner().isEmpty()
                        && claimed.lease().isAfter(now);
    }

    private static Fault underWay() {
        return Fault.underWay("This call is being made. Ask again a little later.", Duration.ofSeconds(1));
    }

    private Reply made(Claim claim, Call call, Making making) throws IOException {
        atWork.incrementAndGet();
        boolean answered = false;
        try {
            Reply reply = making.make(call.with(claim));
            answered = true;
            return settled(claim, reply);
        } catch (Fault fault) {
            boolean refused = fault.kind() != Fault.Kind.UNAVAILABLE && fault.kind() != Fault.Kind.INTERNAL;
            if (refused) {
                end(unit -> ClaimStore.forget(unit, claim.mark(), self));
                answered = true;
            }
            throw fault;
        } finally {
            atWork.decrementAndGet();
            if (!answered) {
                end(unit -> ClaimStore.leave(unit, claim.mark(), self));
            }
        }
    }

    /** What the change itself did not keep in the catalogue is kept there now. */
    private Reply settled(Claim claim, Reply reply) {
        if (claim.isSettled()) {
            return reply;
        }
        Reply whole = claim.again(claim.keep(reply));
        end(unit -> claim.settle(unit, whole));
        return whole;
    }

    /** What fails here is made good by the outbox, or by whoever takes the claim over. */
    private void end(java.util.function.Consumer<Unit> work) {
        try {
            catalogue.change(unit -> {
                work.accept(unit);
                return unit;
            });
        } catch (RuntimeException e) {
            LOG.warn("how a call that counts once came out cannot be kept now", e);
        }
    }

    /** By which one account's key is kept. */
    static String mark(String account, String key) {
        String text = account + "\0" + key;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
