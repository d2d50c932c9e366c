package org.passerelle.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;

/**
 * Where everybody leaves lines. While the log is stopped it takes none, but for the line of the stop itself and that of the start. Thread-safe.
 */
@Singleton
public final class AuditLog {

    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int BATCH = 500;

    private final Catalogue catalogue;
    private final Clock clock;
    private final AuditKey key;
    private final Unit.Closing<AuditLine> chaining = this::chain;
    private final Waiting waiting = new Waiting();
    private volatile boolean running;

    @Inject
    public AuditLog(Catalogue catalogue, Vault vault, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.key = AuditKey.open(catalogue, vault);
        catalogue.change(unit -> {
            AuditStore.begin(unit, key, clock.instant());
            return unit;
        });
        look();
        catalogue.onChange(Topic.AUDIT, this::look);
    }

    /**
     * Writes the line together with the change that it tells of: if the unit commits, and as the last thing in it, because all units wait for
     * one another there.
     */
    public void append(Unit unit, AuditLine line) {
        if (running || AuditStore.head(unit).running()) {
            unit.atEnd(chaining, line);
        }
    }

    /** Takes a line that belongs to no change, to be written within a second; much of one kind is counted together. Never waits. */
    public void enqueue(AuditLine line) {
        if (running) {
            waiting.add(line);
        }
    }

    /** Writes what is waiting now. */
    void flush() {
        write(false);
    }

    /** The same, with what is still being counted. */
    void flushAll() {
        write(true);
    }

    /** Starts or stops it, if the unit commits. */
    void run(Unit unit, boolean wanted) {
        if (AuditStore.head(unit).running() != wanted) {
            unit.touch(Topic.AUDIT);
            AuditStore.run(unit, key, wanted, clock.instant());
        }
    }

    /** The key by which others verify: Ed25519, X.509 in base64. */
    public String publicKey() {
        return key.publicKey();
    }

    /**
     * Verifies the whole log in the catalogue.
     *
     * @param folder where the checkpoints were copied to
     */
    public Verdict verify(Path folder) {
        return new Verification(catalogue, key).run(Checkpoints.copied(folder));
    }

    /**
     * Verifies a sealed segment.
     *
     * @throws IllegalArgumentException when that is no key
     * @throws java.io.UncheckedIOException when that is no segment
     */
    public static Verdict verify(Path file, String publicKey) {
        return SegmentFile.verify(file, AuditKey.publicKey(publicKey));
    }

    AuditKey key() {
        return key;
    }

    private void chain(Unit unit, List<AuditLine> lines) {
        AuditStore.chain(unit, key, lines);
    }

    /** A head that nobody here has sealed may say what it likes: the log runs on. */
    private void look() {
        Head head = AuditStore.head(catalogue);
        boolean genuine = key.isSealed(head);
        if (!genuine) {
            LOG.error("the head of the audit log is not what was written: run ./passerelle audit verify");
        }
        running = head.running() || !genuine;
    }

    private synchronized void write(boolean all) {
        List<AuditLine> batch = waiting.take(clock.instant(), all);
        try {
            while (!batch.isEmpty()) {
                List<AuditLine> part = batch.subList(0, Math.min(BATCH, batch.size()));
                catalogue.change(unit -> {
                    part.forEach(line -> unit.atEnd(chaining, line));
                    return part;
                });
                batch = batch.subList(part.size(), batch.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("refusals cannot be written to the audit log now", e);
            waiting.putBack(batch);
        }
    }
}
