package org.passerelle.operation;

import java.util.List;

/** A room that the API can do something by. */
public interface Capability {
    List<Operation> operations();
}
