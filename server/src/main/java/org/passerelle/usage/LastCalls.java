package org.passerelle.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last calls, in a ring: a call is added on the road of every request, and looked for when somebody quotes its number. Thread-safe.
 */
final class LastCalls {

    private final AtomicReferenceArray<@Nullable Served> ring;
    private final AtomicInteger added = new AtomicInteger();

    LastCalls(int size) {
        ring = new AtomicReferenceArray<>(size);
    }

    void add(Served call) {
        ring.setRelease(Integer.remainderUnsigned(added.getAndIncrement(), ring.length()), call);
    }

    Optional<Served> find(String id) {
        for (int i = 0; i < ring.length(); i++) {
            Served call = ring.getAcquire(i);
            if (call != null && call.id().equals(id)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /** All that there are, newest first. */
    List<Served> newest() {
        var calls = new ArrayList<Served>();
        int next = added.get();
        int held = next < 0 ? ring.length() : Math.min(next, ring.length());
        for (int i = 1; i <= held; i++) {
            Served call = ring.getAcquire(Integer.remainderUnsigned(next - i, ring.length()));
            if (call != null) {
                calls.add(call);
            }
        }
        return calls;
    }
}
