/**
 * How often: requests by credential and account, and wrong passwords (wire.md §3).
 *
 * <p>Its faces are {@link org.passerelle.limit.RateLimits}, which the gate asks once for each request, and {@link
 * org.passerelle.limit.FailedLogins}, by which secrets that people choose are checked. What is let
 * through or was wrong is remembered in memory, or in a Redis that all nodes share, and forgotten when it no longer matters. Uses {@code access},
 * {@code address}, {@code setting} and {@code fault}.
 */
@NullMarked
package org.passerelle.limit;

import org.jspecify.annotations.NullMarked;
