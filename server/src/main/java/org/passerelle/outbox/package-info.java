/**
 * What a change of a business database leaves behind, in its own transaction: who did what, what became of which record, and the answer that is
 * given to whoever asks again. Face: {@link org.passerelle.outbox.Outbox}, by which {@code data} changes. A relay moves what was
 * left into the catalogue, in order and exactly once, where every {@link org.passerelle.outbox.Receiver} takes its part. Uses {@code connection},
 * {@code catalogue} and {@code operation}.
 */
@NullMarked
package org.passerelle.outbox;

import org.jspecify.annotations.NullMarked;
