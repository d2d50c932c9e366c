package org.passerelle.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Squeezes an answer for a client that asks for it (RFC 9110 §12.5.3), on the request's own thread: Vert.x would do it on the event loop,
 * and for every answer or none. What is short stays as it is, since it fits one packet either way.
 */
final class Gzip {

    /** Bytes below which nothing is won. */
    private static final int WORTH_IT = 1_400;

    private final ByteArrayOutputStream squeezed = new ByteArrayOutputStream(8192);
    private final OutputStream gzip;

    Gzip() throws IOException {
        this.gzip = new GZIPOutputStream(squeezed, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    /** What may go out by now: often nothing, until enough has come. */
    Buffer squeeze(Buffer piece) throws IOException {
        gzip.write(piece.getBytes());
        return taken();
    }

    /** The rest. */
    Buffer end() throws IOException {
        gzip.close();
        return taken();
    }

    static Buffer whole(Buffer body) throws IOException {
        var gzip = new Gzip();
        gzip.gzip.write(body.getBytes());
        return gzip.end();
    }

    private Buffer taken() {
        Buffer taken = Buffer.buffer(squeezed.toByteArray());
        squeezed.reset();
        return taken;
    }

    /** Whether a body of this type becomes smaller: pictures and archives do not. */
    static boolean isSqueezable(String contentType) {
        return contentType.startsWith("text/")
                || contentType.contains("json")
                || contentType.contains("xml")
                || contentType.contains("yaml")
                || contentType.contains("javascript");
    }

    static boolean isWorth(int length) {
        return length >= WORTH_IT;
    }

    /** Whether the client wants it: {@code gzip} or {@code *}, of a quality above zero. */
    static boolean isWanted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.trim().split("\\s*;\\s*", 2);
            boolean wanted = parts.length == 1 || parts[1].matches("q\\s*=\\s*(1(\\.0{0,3})?|0\\.\\d{0,2}[1-9]\\d*)");
            if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                return wanted;
            }
            any |= parts[0].equals("*") && wanted;
        }
        return any;
    }

    /**
     * Says on the head that the body is squeezed. The strong tag of other bytes is another tag (RFC 9110 §8.8.3): {@code "x.j"} becomes
     * {@code "x.jz"}.
     */
    static void tell(HttpServerResponse response) {
        response.putHeader("Content-Encoding", "gzip");
        String tag = response.headers().get("ETag");
        if (tag != null) {
            response.putHeader("ETag", tagged(tag));
        }
    }

    static String tagged(String tag) {
        return tag.substring(0, tag.length() - 1) + "z\"";
    }
}
