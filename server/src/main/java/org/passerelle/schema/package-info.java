/**
 * What the business databases hold, as clients see it: public names, keys, open or closed.
 *
 * <p>Its face is {@link org.passerelle.schema.Schemas}, which gives the {@link org.passerelle.schema.Snapshot} of this moment: immutable,
 * swapped whole when a database or a choice of the administrator changes. A request takes one snapshot and keeps it. Uses {@code
 * connection}.
 */
@NullMarked
package org.passerelle.schema;

import org.jspecify.annotations.NullMarked;
