package org.passerelle.action;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Progress;

/**
 * Does one action: makes its call again and keeps the answer. It ends in SUCCESS or ERROR; where the server dies before, the job runs again from
 * the start. Thread-safe.
 */
@Singleton
final class ActionRunner implements Jobs.Job {

    static final String NAME = "action";

    private static final Logger LOG = Logger.getLogger(ActionRunner.class);

    private final Catalogue catalogue;
    private final ActionFiles files;
    private final Instance<Repeater> repeater;
    private final Clock clock;

    @Inject
    ActionRunner(Catalogue catalogue, ActionSettings settings, Instance<Repeater> repeater, Clock clock) {
        this.catalogue = catalogue;
        this.files = new ActionFiles(settings.folder());
        this.repeater = repeater;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> run(String id) {
        ActionStore.find(catalogue, Long.parseLong(id))
                .filter(Action::isRunning)
                .ifPresent(this::work);
        return Optional.empty();
    }

    private void work(Action action) {
        try (InputStream body = body(action)) {
            var telling = new Telling(action.id());
            telling.now(0, Progress.UNKNOWN);
            files.whole(files.result(action.id()), out -> repeater.get().repeat(action.call(), body, telling, out));
            end(action, Action.Status.SUCCESS, "Done.");
        } catch (Progress.Stopped stopped) {
            end(action, Action.Status.ERROR, "Cancelled; nothing that was not kept before has been kept.");
        } catch (Fault fault) {
            resumeLater(fault);
            end(action, Action.Status.ERROR, fault.detail());
        } catch (RuntimeException | IOException e) {
            resumeLater(e);
            LOG.errorf(e, "action %d failed", action.id());
            end(action, Action.Status.ERROR, "Something went wrong. Quote the number of this action.");
        }
    }

    private InputStream body(Action action) {
        return action.call().body() == null ? InputStream.nullInputStream() : files.read(files.body(action.id()));
    }

    /** What fails because the server stops has not failed: it is done at the next start. */
    private static void resumeLater(Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private void end(Action action, Action.Status status, String message) {
        catalogue.change(unit -> {
            ActionStore.end(unit, action.id(), status, message, clock.instant());
            unit.afterCommit(() -> files.forget(files.body(action.id())));
            return status;
        });
    }

    /** Writes down how far it has come, a few times a second, and hears whether it is still wanted. */
    private final class Telling implements Progress {

        private static final long PAUSE_MILLIS = 300;

        private final long id;
        private long told;

        Telling(long id) {
            this.id = id;
        }

        @Override
        public void at(long done, long total) {
            if (clock.millis() - told >= PAUSE_MILLIS) {
                now(done, total);
            }
        }

        void now(long done, long total) {
            told = clock.millis();
            String message = done == 0 ? "At work." : done + (total > 0 ? " of " + total : "") + " rows.";
            if (catalogue.change(unit -> ActionStore.tell(unit, id, done, total, message, clock.instant()))) {
                throw new Stopped();
            }
        }
    }
}
