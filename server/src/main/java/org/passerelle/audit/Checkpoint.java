package org.passerelle.audit;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.catalogue.Row;

/**
 * A signed statement that up to this line the chain had this hash.
 *
 * <p>The signature (Ed25519) is over {@code passerelle audit checkpoint}, number, hash and time in milliseconds since 1970, each on a line of
 * its own, without a line feed at the end.
 */
record Checkpoint(long number, String hash, Instant time, String signature) {

    static Checkpoint sign(Head head, Instant time, AuditKey key) {
        var unsigned = new Checkpoint(head.number(), head.hash(), Instant.ofEpochMilli(time.toEpochMilli()), "");
        return new Checkpoint(unsigned.number, unsigned.hash, unsigned.time, key.sign(unsigned.text()));
    }

    static Checkpoint of(Row row) {
        return new Checkpoint(row.big("number"), row.text("hash"), row.moment("time"), row.text("signature"));
    }

    boolean isGenuine(PublicKey key) {
        return AuditKey.verify(key, text(), signature);
    }

    private String text() {
        return String.join(
                "\n", "passerelle audit checkpoint", Long.toString(number), hash, Long.toString(time.toEpochMilli()));
    }

    /** As it stands in a file of checkpoints. */
    String line() {
        return number + " " + hash + " " + time.toEpochMilli() + " " + signature;
    }

    /** Empty for a line that is none, as one that was being written when the power failed. */
    static Optional<Checkpoint> parse(String line) {
        String[] words = line.split(" ");
        try {
            return words.length == 4
                    ? Optional.of(new Checkpoint(
                            Long.parseLong(words[0]),
                            words[1],
                            Instant.ofEpochMilli(Long.parseLong(words[2])),
                            words[3]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
