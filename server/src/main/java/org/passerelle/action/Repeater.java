package org.passerelle.action;

import java.io.InputStream;
import java.io.OutputStream;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Progress;

/** Makes a call that was kept. The gate does: only it may let a call in. */
public interface Repeater {

    /**
     * Makes the call under the rights that its caller has now, and writes its answer.
     *
     * @throws Fault what the call is refused with
     * @throws Progress.Stopped when it was cancelled meanwhile
     */
    void repeat(Deferred call, InputStream body, Progress progress, OutputStream answer);

    /** Whether this caller might make the call now: nobody fetches what he may no longer ask for. */
    boolean may(Caller caller, Deferred call);
}
