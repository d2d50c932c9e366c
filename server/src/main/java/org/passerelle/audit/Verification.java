package org.passerelle.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.passerelle.audit.Finding.Kind;
import org.passerelle.catalogue.Catalogue;

/** Verifies the log of a catalogue, while it is written or not. Belongs to one thread. */
final class Verification {

    private static final int PAGE = 5_000;

    private final Catalogue catalogue;
    private final AuditKey key;
    private final List<Finding> findings = new ArrayList<>();

    Verification(Catalogue catalogue, AuditKey key) {
        this.catalogue = catalogue;
        this.key = key;
    }

    /** @param copied checkpoints that were kept outside the catalogue */
    Verdict run(List<Checkpoint> copied) {
        Segment base = base();
        Head head = AuditStore.head(catalogue); // lines are added meanwhile, and none is taken away
        Map<Long, String> signed = signed(copied, base);
        long lastSigned = signed.keySet().stream().max(Long::compare).orElse(0L);
        if (key.isSealed(head)) {
            signed.put(head.number(), head.hash());
            lastSigned = Math.max(lastSigned, head.number());
        } else {
            find(Kind.FORGED, lastSigned, head.number(), "the head of the log is not what this server has sealed");
        }
        var verifier = new Verifier(base.last(), base.hash(), signed);
        walk(catalogue, verifier, Long.MAX_VALUE);
        findings.addAll(verifier.end(lastSigned));
        Head now = AuditStore.head(catalogue);
        if (verifier.place() > now.number()) {
            find(Kind.INSERTED, now.number() + 1, verifier.place(), "beyond the end of the log");
        }
        return new Verdict(base.last() + 1, verifier.place(), List.copyOf(findings));
    }

    /** Walks on from where the verifier is. */
    static void walk(Catalogue catalogue, Verifier verifier, long most) {
        long left = most;
        List<Numbered> page;
        do {
            page = after(catalogue, verifier.seen(), (int) Math.min(PAGE, left));
            page.forEach(verifier::next);
            left -= page.size();
        } while (page.size() == PAGE && left > 0);
    }

    static List<Numbered> after(Catalogue catalogue, long number, int limit) {
        return catalogue.all(
                Numbered::of,
                "SELECT " + Numbered.COLUMNS + " FROM audit_line WHERE number > ? ORDER BY number LIMIT ?",
                number,
                limit);
    }

    /** What was sealed must be one chain from the first line on, as far as signatures tell. */
    private Segment base() {
        Segment before = Segment.NONE;
        for (Segment segment : Segment.all(catalogue)) {
            if (!segment.isGenuine(key.verifying())) {
                find(Kind.FORGED, segment.first(), segment.last(), "this segment is not what this server has sealed");
            } else if (segment.first() != before.last() + 1) {
                find(Kind.MISSING, before.last() + 1, segment.first() - 1, "a sealed segment is not known any more");
            }
            before = segment;
        }
        return before;
    }

    private Map<Long, String> signed(List<Checkpoint> copied, Segment base) {
        var signed = new HashMap<Long, String>();
        Stream.concat(Checkpoints.all(catalogue).stream(), copied.stream())
                .filter(checkpoint -> checkpoint.number() > base.last())
                .forEach(checkpoint -> {
                    long number = checkpoint.number();
                    if (!checkpoint.isGenuine(key.verifying())) {
                        find(Kind.FORGED, number, number, "this checkpoint is not what this server has signed");
                    } else if (!signed.computeIfAbsent(number, n -> checkpoint.hash())
                            .equals(checkpoint.hash())) {
                        find(Kind.REWRITTEN, number, number, "signed twice, with another past each time");
                    }
                });
        return signed;
    }

    private void find(Kind kind, long from, long to, String text) {
        findings.add(Finding.of(kind, from, to, text));
    }
}
