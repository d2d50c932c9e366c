package org.passerelle.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.schema.Column;

/**
 * A record as a change finds it.
 *
 * @param values what the caller sees of it in this way: null stands for what is masked, what is hidden is not there
 * @param closed the columns that he may not write on it
 * @param id the parts of its primary key
 */
record Held(Map<Column, @Nullable Object> values, Set<Column> closed, List<Object> id) {}
