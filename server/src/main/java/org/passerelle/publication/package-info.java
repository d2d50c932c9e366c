/**
 * Who may read what is published (wire.md §9): {@code config.ini}, the permission file, and what its tokens open.
 *
 * <p>Its face is {@link org.passerelle.publication.PublicDoor}, which the gate asks. It makes callers that hold table rights as others do, so
 * that what is published is read by the same plans; what a module is, {@code schema} knows. Uses {@code access}, {@code credential}, {@code
 * schema}, {@code setting}.
 */
@NullMarked
package org.passerelle.publication;

import org.jspecify.annotations.NullMarked;
