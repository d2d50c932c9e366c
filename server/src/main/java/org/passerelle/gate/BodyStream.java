package org.passerelle.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.passerelle.fault.Fault;

/** A body that may have so many bytes and no more. Belongs to one virtual thread. */
final class BodyStream extends FilterInputStream {

    private long limit;
    private long read;

    BodyStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** It may be so long, for an operation that takes more than others. */
    void widen(long newLimit) {
        limit = newLimit;
    }

    /** @throws Fault 413 when more is announced than it may have */
    void expect(long announced) {
        if (announced > limit) {
            throw tooLarge(limit);
        }
    }

    private static Fault tooLarge(long limit) {
        return Fault.of(Fault.Kind.TOO_LARGE, "The body may have at most {} bytes.", limit);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        count(Math.max(0, got));
        return got;
    }

    /** What is left unread is not waited for here: a parser that closes what it reads would swallow all that a client sends. */
    @Override
    public void close() {}

    private void count(int bytes) {
        read += bytes;
        if (read > limit) {
            throw tooLarge(limit);
        }
    }
}
