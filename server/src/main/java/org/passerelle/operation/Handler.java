package org.passerelle.operation;

/** Does what an operation is for. It is called with a grant, so the right has been checked. */
@FunctionalInterface
public interface Handler {
    Reply handle(Call call);
}
