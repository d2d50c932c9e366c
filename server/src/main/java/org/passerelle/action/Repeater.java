package org.passerelle.action;

import java.io.InputStream;
import java.io.OutputStream;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Once;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;

/** Makes a call that was kept. The gate does: only it may let a call in. */
public interface Repeater {

    /**
     * Makes the call under the rights that its caller has now.
     *
     * @param once keeps the answer with what the call changes
     * @throws Fault what the call is refused with
     * @throws Progress.Stopped when it was cancelled meanwhile
     */
    Reply repeat(Deferred call, InputStream body, Progress progress, Once once);

    /** Writes an answer in the format that the client asked for. */
    void write(Deferred call, Reply answer, OutputStream out);

    /** Whether this caller might make the call now: nobody fetches what he may no longer ask for. */
    boolean may(Caller caller, Deferred call);
}
