/**
 * Who used what, how often: requests, refusals and rows by day, key, user and operation, and the last calls by their request id.
 *
 * <p>Its face is {@link org.passerelle.usage.Usage}, which the gate tells of each call when it is over. Counting is an addition in memory;
 * what was counted goes to the catalogue in batches, behind the requests. Uses {@code operation} and {@code catalogue}.
 */
@NullMarked
package org.passerelle.usage;

import org.jspecify.annotations.NullMarked;
