/**
 * Who did what, from where, with which result: lines that are added and never changed, each chained to the one before by its hash.
 *
 * <p>Its face is {@link org.passerelle.audit.AuditLog}: {@code append} writes a line with the change that it tells of, in one unit;
 * {@code enqueue} takes what changed nothing, refusals above all, and writes it in batches behind the requests. Uses {@code operation} and
 * {@code catalogue}.
 */
@NullMarked
package org.passerelle.audit;

import org.jspecify.annotations.NullMarked;
