package org.passerelle.audit;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;

/**
 * Lines that were taken out of the catalogue, into a file. The signature (Ed25519) is over {@code passerelle audit segment}, first, last,
 * the hash of the last, and time in milliseconds since 1970, each on a line of its own, without a line feed at the end.
 *
 * @param hash of the last line: the chain goes on from there
 * @param file its name in the folder of the node that made it
 */
record Segment(long first, long last, String hash, Instant time, String file, String signature) {

    private static final String COLUMNS = "first, last, hash, time, file, signature";

    /** What there is before any: the chain begins behind it. */
    static final Segment NONE = new Segment(0, 0, Chain.BEGINNING, Instant.EPOCH, "", "");

    static Segment sign(long first, long last, String hash, Instant time, AuditKey key) {
        var unsigned = new Segment(
                first,
                last,
                hash,
                Instant.ofEpochMilli(time.toEpochMilli()),
                "segment-" + first + "-" + last + ".ndjson.gz",
                "");
        return new Segment(first, last, hash, unsigned.time, unsigned.file, key.sign(unsigned.text()));
    }

    private static Segment of(Row row) {
        return new Segment(
                row.big("first"),
                row.big("last"),
                row.text("hash"),
                row.moment("time"),
                row.text("file"),
                row.text("signature"));
    }

    static List<Segment> all(Source source) {
        return source.all(Segment::of, "SELECT " + COLUMNS + " FROM audit_segment ORDER BY last");
    }

    static Segment latest(Source source) {
        Optional<Segment> latest =
                source.one(Segment::of, "SELECT " + COLUMNS + " FROM audit_segment ORDER BY last DESC LIMIT 1");
        return latest.orElse(NONE);
    }

    boolean isGenuine(PublicKey key) {
        return AuditKey.verify(key, text(), signature);
    }

    private String text() {
        return String.join(
                "\n",
                "passerelle audit segment",
                Long.toString(first),
                Long.toString(last),
                hash,
                Long.toString(time.toEpochMilli()));
    }
}
