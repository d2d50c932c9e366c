/**
 * Who uses what: a session for each user and credential, from its first use on (wire.md §8; DigDash D18).
 *
 * <p>Its face is {@link org.passerelle.session.Sessions}, to which the gate tells each use; they are written behind the requests. Ending
 * one takes the user's tokens back. Uses {@code token}, {@code people}, {@code audit}, {@code catalogue} and
 * {@code operation}.
 */
@NullMarked
package org.passerelle.session;

import org.jspecify.annotations.NullMarked;
