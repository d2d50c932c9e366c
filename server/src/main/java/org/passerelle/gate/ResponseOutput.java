package org.passerelle.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    private Buffer buffer = Buffer.buffer(1024);
    private boolean headSent;

    /**
     * @param head puts status and headers on the response; run once, before the first byte
     * @param headOnly whether the request was a HEAD, whose answer has no body (RFC 9110 §9.3.2)
     */
    ResponseOutput(HttpServerResponse response, Runnable head, boolean headOnly) {
        this.response = response;
        this.head = head;
        this.headOnly = headOnly;
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

    boolean isHeadSent() {
        return headSent;
    }

    /** Ends the answer. */
    void finish() {
        if (!headSent) {
            head.run();
        }
        if (headOnly) {
            response.end();
        } else {
            response.end(buffer);
        }
    }

    private void send() throws IOException {
        if (headOnly) {
            buffer = Buffer.buffer(1024);
            return;
        }
        if (!headSent) {
            headSent = true;
            head.run();
            response.setChunked(true);
        }
        if (response.closed()) {
            throw new IOException("the client is gone");
        }
        Buffer piece = buffer;
        buffer = Buffer.buffer(BUFFER + 1024);
        response.write(piece);
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
