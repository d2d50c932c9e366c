package org.passerelle.gate;

import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;

/** How a refusal is shown to a person at a browser. Drawn by the room that has the pages, told of by the gate. */
@FunctionalInterface
public interface FaultPage {

    /** @param refused the request, as one of nobody's: no credential that it brought counts */
    Reply.Bytes draw(Call refused, Fault fault);
}
