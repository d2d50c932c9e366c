package org.passerelle.data;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Database;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;

/**
 * Strong entity tags (RFC 9110 §8.8.3): a hash of the record as the caller sees it, and the format, because two formats of one record are not
 * the same bytes. Preconditions look at the record alone.
 */
final class ETags {

    private static final int BYTES = 15;

    private ETags() {}

    static String of(Database database, List<String> names, @Nullable Object[] cells, Format format) {
        var bytes = new ByteArrayOutputStream(512);
        RowSink sink = Rows.single(bytes, Format.JSON, false);
        sink.begin(names);
        database.emit(cells, sink);
        sink.end();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
            return '"' + text + '.' + Character.toLowerCase(format.name().charAt(0)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of the header's tags is this record's. */
    static boolean matches(String header, String tag) {
        for (String candidate : header.split(",")) {
            String given = candidate.trim();
            if (given.equals("*") || bare(given).equals(bare(tag))) {
                return true;
            }
        }
        return false;
    }

    /** @throws Fault 412 when the client changes a record that it has not seen so (RFC 9110 §13.1.1, §13.1.2) */
    static void check(@Nullable String ifMatch, @Nullable String ifNoneMatch, String tag) {
        if (ifMatch != null && !matches(ifMatch, tag) || ifNoneMatch != null && matches(ifNoneMatch, tag)) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION_FAILED,
                    "The record has changed since you read it: read it again, then change it.");
        }
    }

    private static String bare(String tag) {
        int dot = tag.lastIndexOf('.');
        return dot < 0 ? tag : tag.substring(0, dot);
    }
}
