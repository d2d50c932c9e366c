package org.passerelle.signin;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.People;

/**
 * {@code POST /api/v1/auth/password/forgotten}: a reset link by mail, for whoever says his login. The answer comes before anybody looks whether
 * there is such an account, so neither it nor its time tells; whoever asks often for one login waits, as after wrong passwords.
 */
@Singleton
public final class ForgottenOperation implements Capability {

    private static final Logger LOG = Logger.getLogger(ForgottenOperation.class);
    private static final int MOST_WAITING = 1_000;

    private final PasswordLinks links;
    private final People people;
    private final Letters letters;
    private final FailedLogins failures;
    private final Catalogue catalogue;

    /** One after the other; a crowd of requests waits here and not before the catalogue, and what is too much is forgotten. */
    private final ExecutorService later = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("forgotten-passwords").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    @Inject
    ForgottenOperation(
            PasswordLinks links, People people, Letters letters, FailedLogins failures, Catalogue catalogue) {
        this.links = links;
        this.people = people;
        this.letters = letters;
        this.failures = failures;
        this.catalogue = catalogue;
    }

    /** Who cannot come in any more. */
    public record Forgotten(
            @Doc(value = "The login", example = "anne") @Nullable
            String user) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/auth/password/forgotten")
                .named("auth.forgottenPassword", "Have a reset link sent to the address of an account")
                .tag(Tag.USERS)
                .needs(Right.open())
                .takes(Forgotten.class, "forgottenPassword")
                .answers(202, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .by(this::send));
    }

    private Reply send(Call call) {
        String user = Given.text("user", call.body().as(Forgotten.class).user());
        if (!letters.areSent()) {
            throw Fault.conflict("This server sends no mail: ask an administrator for a reset link.");
        }
        failures.check(call.terms().address(), "forgotten " + user, () -> false);
        URI server = call.terms().publicUrl();
        call.change().afterCommit(() -> later.execute(() -> tell(user, server)));
        return Reply.empty(202);
    }

    private void tell(String user, URI server) {
        try {
            catalogue.change(unit -> {
                people.find(unit, user)
                        .ifPresent(account -> Optional.ofNullable(links.forgotten(unit, account))
                                .ifPresent(made -> unit.afterCommit(() -> letters.link(
                                        account,
                                        PasswordLink.Purpose.RESET,
                                        LinkOperations.address(server, made.token()),
                                        made.ends()))));
                return user;
            });
        } catch (RuntimeException e) {
            LOG.warn("a link for a forgotten password cannot be made now", e);
        }
    }

    @PreDestroy
    void stop() {
        later.shutdownNow();
    }
}
