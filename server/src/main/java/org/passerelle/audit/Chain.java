package org.passerelle.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a line is chained to the one before it. The hash of a line is the SHA-256, in hexadecimal, of this text in UTF-8, without a line feed
 * at its end; no part of it has control characters, so that no two lines have the same text:
 *
 * <pre>
 * hash of the line before; 64 zeros before the first
 * number, from 1, without gaps
 * time, in milliseconds since 1970
 * user
 * actor; empty for none
 * address
 * operation
 * target
 * result
 * 1 for a rehearsal, else 0
 * request id
 * </pre>
 */
final class Chain {

    /** What the first line is chained to. */
    static final String BEGINNING = "0".repeat(64);

    private static final MessageDigest SHA256 = sha256();

    private Chain() {}

    static String hash(String before, long number, AuditLine line) {
        String text = String.join(
                "\n",
                before,
                Long.toString(number),
                Long.toString(line.time().toEpochMilli()),
                line.user(),
                line.actorOrNobody(),
                line.address(),
                line.operation(),
                line.target(),
                line.result(),
                line.dryRun() ? "1" : "0",
                line.requestId());
        return HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            // a copy of a fresh digest costs less than the look-up of the algorithm
            return ((MessageDigest) SHA256.clone()).digest(bytes);
        } catch (CloneNotSupportedException e) {
            return sha256().digest(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
