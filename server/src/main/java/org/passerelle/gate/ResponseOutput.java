package org.passerelle.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer. What fits the buffer goes out whole, with its length; what does not goes out in pieces, as fast as the client
 * takes them. The head is sent with the first piece, so that a failure before it still has its status. Belongs to one virtual thread.
 */
final class ResponseOutput extends OutputStream {

    private static final int BUFFER = 32 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final Runnable head;
    private final boolean headOnly;
    private final boolean mayGzip;
    private final boolean live;
    private Buffer buffer = Buffer.buffer(1024);
    private @Nullable Gzip gzip;
    private boolean overflowed;

    /**
     * @param head puts status and headers on the response; run once, before the first byte
     * @param headOnly whether the request was a HEAD, whose answer has no body (RFC 9110 §9.3.2)
     * @param mayGzip whether the client takes it squeezed
     * @param live whether a flush sends what there is; the others are flushed by libraries that know no better
     */
    ResponseOutput(HttpServerResponse response, Runnable head, boolean headOnly, boolean mayGzip, boolean live) {
        this.response = response;
        this.head = head;
        this.headOnly = headOnly;
        this.mayGzip = mayGzip;
        this.live = live;
    }

    @Override
    public void write(int b) throws IOException {
        buffer.appendByte((byte) b);
        if (buffer.length() >= BUFFER) {
            send();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        buffer.appendBytes(bytes, from, length);
        if (buffer.length() >= BUFFER) {
            send();
        }
    }

    @Override
    public void flush() throws IOException {
        if (live && buffer.length() > 0) {
            send();
        }
    }

    /** Whether whoever writes it would never be through, since nothing that he writes is sent. */
    boolean isEndless() {
        return live && headOnly;
    }

    boolean isHeadSent() {
        return overflowed && !headOnly;
    }

    /** Ends the answer. */
    void finish() throws IOException {
        if (!isHeadSent()) {
            boolean squeezed = mayGzip && (overflowed || Gzip.isWorth(buffer.length()));
            tellHead(squeezed);
            if (headOnly) {
                response.end();
            } else {
                response.end(squeezed ? Gzip.whole(buffer) : buffer);
            }
        } else if (gzip == null) {
            response.end(buffer);
        } else {
            response.end(gzip.squeeze(buffer).appendBuffer(gzip.end()));
        }
    }

    private void tellHead(boolean squeezed) {
        head.run();
        if (squeezed) {
            Gzip.tell(response);
        }
    }

    private void send() throws IOException {
        boolean first = !overflowed;
        overflowed = true;
        Buffer piece = buffer;
        buffer = Buffer.buffer(headOnly ? 1024 : BUFFER + 1024);
        if (headOnly) {
            return;
        }
        if (first) {
            tellHead(mayGzip);
            response.setChunked(true);
            gzip = mayGzip ? new Gzip() : null;
        }
        if (response.closed()) {
            throw new IOException("the client is gone");
        }
        Buffer out = gzip == null ? piece : gzip.squeeze(piece);
        if (out.length() > 0) {
            response.write(out);
        }
        if (response.writeQueueFull()) {
            drain();
        }
    }

    private void drain() throws IOException {
        var drained = new CompletableFuture<Void>();
        response.drainHandler(v -> drained.complete(null));
        response.closeHandler(v -> drained.complete(null));
        if (!response.writeQueueFull()) {
            return;
        }
        try {
            drained.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the client does not take what it asked for", e);
        }
    }
}
