/**
 * What can go wrong, as one closed set.
 *
 * <p>Its face is {@link org.passerelle.fault.Fault}: a kind with a stable code and an HTTP status, a public half that tells the
 * client what to do, and a private half for the log. It uses no other room; every room may throw it.
 */
@NullMarked
package org.passerelle.fault;

import org.jspecify.annotations.NullMarked;
