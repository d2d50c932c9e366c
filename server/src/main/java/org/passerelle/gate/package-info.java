/**
 * The door that every request comes through, and its guards, in this order: path and domain, operation, credential, right, rehearsal,
 * handler, answer.
 *
 * <p>{@link org.passerelle.gate.Gate} reads aloud what happens to a request. {@link org.passerelle.gate.Routes} finds the operation, {@link
 * org.passerelle.gate.FaultAnswer} is the one map from faults to HTTP. Uses every capability through its operations alone.
 */
@NullMarked
package org.passerelle.gate;

import org.jspecify.annotations.NullMarked;
