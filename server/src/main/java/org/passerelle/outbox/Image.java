package org.passerelle.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stood at one moment, or some of its columns.
 *
 * @param names of the columns, as clients know them
 * @param cells their values, in the same order
 */
public record Image(List<String> names, @Nullable Object[] cells) {}
