package org.passerelle.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.connection.Database;
import org.passerelle.connection.Session;
import org.passerelle.connection.StaleSchema;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Once;
import org.passerelle.operation.Reply;

/**
 * The way to change a business database: what is to be told of the change commits with it, or not at all. Thread-safe.
 *
 * <pre>
 * the database has an outbox, or one can be made   one transaction: change, letters
 * it has none, nor may it                          intent (catalogue), change, outcome (catalogue)
 * </pre>
 *
 * After a crash between the last two, the audit log says that the outcome is unknown.
 */
@Singleton
public final class Outbox {

    private final OutboxTables tables;
    private final Intents intents;
    private final Relay relay;
    private final LetterIds ids;
    private final Clock clock;

    @Inject
    Outbox(OutboxTables tables, Intents intents, Relay relay, LetterIds ids, Clock clock) {
        this.tables = tables;
        this.intents = intents;
        this.relay = relay;
        this.ids = ids;
        this.clock = clock;
    }

    /** A piece of work on a business database. It may be run again when it lost against another transaction. */
    @FunctionalInterface
    public interface Work {

        /** @param changes is told each change, in its order */
        Reply change(Session session, Changes changes);
    }

    /**
     * Runs the work, all or nothing. A rehearsal leaves nothing; a call that counts once, and was done before, is not done again.
     *
     * @return what the work answers, or answered when it was done
     */
    public Reply write(Call call, Database database, Work work) {
        if (call.dryRun()) {
            return database.write(true, session -> work.change(session, Changes.UNHEARD));
        }
        if (!tables.isIn(database)) {
            return beside(call, database, work);
        }
        try {
            Reply reply = certain(call, database, work);
            relay.wake(database.id());
            return reply;
        } catch (StaleSchema stale) {
            tables.look(database); // whoever took a table away may have taken this one
            throw stale;
        }
    }

    /** Where the database fell silent at the commit of a call that counts once, it is asked whether it has kept the change: if not, it is made now. */
    private Reply certain(Call call, Database database, Work work) {
        var isWorked = new AtomicBoolean();
        try {
            return database.write(false, session -> {
                Reply reply = within(call, database, session, work);
                isWorked.set(true);
                return reply;
            });
        } catch (Fault fault) {
            if (call.once().isEmpty() || !isWorked.get() || fault.kind() != Fault.Kind.UNAVAILABLE) {
                throw fault;
            }
            return askedAgain(call, database, work, fault);
        }
    }

    private Reply askedAgain(Call call, Database database, Work work, Fault silence) {
        try {
            return database.write(
                    false,
                    session -> call.once()
                            .flatMap(once -> done(session, once))
                            .orElseGet(() -> changed(call, database, session, work)));
        } catch (RuntimeException e) {
            silence.addSuppressed(e);
            throw silence;
        }
    }

    private Reply within(Call call, Database database, Session session, Work work) {
        Optional<Reply> done = call.once().filter(Once::isAgain).flatMap(once -> done(session, once));
        if (done.isPresent()) {
            return done.get();
        }
        return changed(call, database, session, work);
    }

    private Reply changed(Call call, Database database, Session session, Work work) {
        var letters = new Letters(
                call,
                database,
                clock,
                (mark, payload) -> OutboxTable.insert(session, ids.next(), clock.millis(), mark, payload));
        return letters.close(work.change(session, letters));
    }

    /** A letter comes into the catalogue before it is deleted, so whoever looks there second finds it in one of the two. */
    private static Optional<Reply> done(Session session, Once once) {
        return OutboxTable.answer(session, once.mark()).map(once::again).or(once::answered);
    }

    private Reply beside(Call call, Database database, Work work) {
        Optional<Reply> done = call.once().filter(Once::isAgain).flatMap(Once::answered);
        if (done.isPresent()) {
            return done.get();
        }
        String intent = intents.begin(call);
        var tries = new AtomicInteger();
        Reply reply;
        try {
            reply = database.write(false, session -> {
                if (tries.getAndIncrement() > 0) {
                    intents.restart(intent);
                }
                var letters = new Letters(call, database, clock, (mark, payload) -> intents.draft(intent, payload));
                return letters.close(work.change(session, letters));
            });
        } catch (Fault fault) {
            // where the database fell silent at the end, nobody knows whether it has kept the change
            intents.end(intent, fault.kind() == Fault.Kind.UNAVAILABLE ? Intents.End.UNKNOWN : Intents.End.NOTHING);
            throw fault;
        } catch (RuntimeException e) {
            intents.end(intent, Intents.End.NOTHING);
            throw e;
        }
        intents.end(intent, Intents.End.DONE);
        return reply;
    }
}
