package org.passerelle.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;

/** When requests were let through, by bucket: in this process, or where all nodes see it. Thread-safe. */
interface Windows extends AutoCloseable {

    /** Whose requests are counted together. An account's bucket has no kind. */
    record Bucket(Caller.@Nullable Kind kind, String credential, String account) {}

    /** Lets one more through, if fewer than the limit were in the last {@value SlidingLog#WINDOW_SECONDS} seconds. */
    Verdict take(Bucket bucket, int limit, Duration coolDown);

    @Override
    void close();
}
