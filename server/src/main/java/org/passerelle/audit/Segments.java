package org.passerelle.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/**
 * Takes old lines out of the catalogue into sealed files. The file is whole and on the disk before the lines go; where the server dies in
 * between, the same file is made again.
 */
record Segments(Catalogue catalogue, AuditLog log, Path folder) {

    /** Lines of one segment. */
    private static final long MOST = 500_000;

    private static final int PAGE = 5_000;

    /** The log cannot be sealed, because it is not what was written. */
    static final class Broken extends RuntimeException {
        Broken(Finding finding) {
            super(finding.toString(), null, false, false);
        }
    }

    /**
     * Seals the lines before a moment, or the first half million of them.
     *
     * @return empty when there are none
     */
    Optional<Segment> seal(Instant until, Instant now) {
        Segment base = Segment.latest(catalogue);
        long last = Math.min(base.last() + MOST, lastBefore(until));
        if (last <= base.last()) {
            return Optional.empty();
        }
        try {
            Segment sealed = write(base, last, now);
            String digest = digest(folder.resolve(sealed.file()));
            catalogue.change(unit -> take(unit, base, sealed, digest, now));
            return Optional.of(sealed);
        } catch (IOException e) {
            throw new UncheckedIOException("A segment of the audit log cannot be written to " + folder + ".", e);
        }
    }

    private long lastBefore(Instant until) {
        long first = catalogue
                .one(
                        row -> row.big("first"),
                        "SELECT COALESCE(MIN(number), 0) AS first FROM audit_line WHERE time >= ?",
                        until.toEpochMilli())
                .orElse(0L);
        return first == 0 ? AuditStore.head(catalogue).number() : first - 1;
    }

    private Segment write(Segment base, long last, Instant now) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "segment", ".tmp");
        try {
            var verifier = new Verifier(base.last(), base.hash(), Map.of());
            Segment sealed;
            try (SegmentFile file = SegmentFile.create(draft, base.last() + 1, base.hash())) {
                copy(file, verifier, last);
                List<Finding> findings = verifier.end(last);
                if (!findings.isEmpty()) {
                    throw new Broken(findings.getFirst());
                }
                sealed = Segment.sign(base.last() + 1, last, verifier.hash(), now, log.key());
                file.seal(sealed);
            }
            try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(draft, folder.resolve(sealed.file()), StandardCopyOption.REPLACE_EXISTING);
            return sealed;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void copy(SegmentFile file, Verifier verifier, long last) throws IOException {
        while (verifier.seen() < last) {
            int limit = (int) Math.min(PAGE, last - verifier.seen());
            List<Numbered> page = Verification.after(catalogue, verifier.seen(), limit);
            if (page.isEmpty()) {
                return;
            }
            for (Numbered row : page) {
                file.add(row);
                verifier.next(row);
            }
        }
    }

    /** Another node may have sealed the same lines meanwhile: then its segment stands. */
    private Segment take(Unit unit, Segment base, Segment sealed, String digest, Instant now) {
        unit.touch(Topic.AUDIT); // one node after the other
        if (Segment.latest(unit).last() != base.last()) {
            throw new IllegalStateException("another node has sealed these lines");
        }
        unit.run(
                "INSERT INTO audit_segment (last, first, hash, time, file, digest, signature) VALUES (?, ?, ?, ?, ?, ?, ?)",
                sealed.last(),
                sealed.first(),
                sealed.hash(),
                sealed.time().toEpochMilli(),
                sealed.file(),
                digest,
                sealed.signature());
        unit.run("DELETE FROM audit_checkpoint WHERE number <= ?", sealed.last());
        unit.run("DELETE FROM audit_line WHERE number <= ?", sealed.last());
        log.append(unit, new AuditLine(now, "", null, "", "audit.seal", sealed.file(), "200", false, ""));
        return sealed;
    }

    private static String digest(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
