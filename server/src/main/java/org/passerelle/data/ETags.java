package org.passerelle.data;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
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
        return of(bytes.toByteArray(), format);
    }

    /** Of an answer that is gathered already. */
    static String of(byte[] answer, Format format) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
            return '"' + text + '.' + Character.toLowerCase(format.name().charAt(0)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether the client's copy is still this one: the same record in the same format. The gate marks a squeezed copy by a z; a proxy may
     * have weakened the tag (RFC 9110 §13.1.2).
     */
    static boolean isHeld(String ifNoneMatch, String tag) {
        return tags(ifNoneMatch)
                .anyMatch(given ->
                        given.equals("*") || strong(given).replace("z\"", "\"").equals(tag));
    }

    /** Whether one of the header's tags is this record's, in whatever format. */
    private static boolean matches(Stream<String> given, String tag) {
        return given.anyMatch(one -> one.equals("*") || bare(one).equals(bare(tag)));
    }

    private static Stream<String> tags(String header) {
        return Arrays.stream(header.split(",")).map(String::trim);
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** @throws Fault 412 when the client changes a record that it has not seen so (RFC 9110 §13.1.1, §13.1.2) */
    static void check(@Nullable String ifMatch, @Nullable String ifNoneMatch, String tag) {
        if (ifMatch != null && !matches(tags(ifMatch), tag)
                || ifNoneMatch != null && matches(tags(ifNoneMatch).map(ETags::strong), tag)) {
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
