/**
 * What the server is measured against: a handler such as one writes by hand for one table, on the same stack, with the same SQL and the
 * same answers, and nothing of the gate or the plan.
 */
@NullMarked
package org.passerelle.bench.bare;

import org.jspecify.annotations.NullMarked;
