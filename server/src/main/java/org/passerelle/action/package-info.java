/**
 * Long work: a call that is answered later (wire.md §7). The call is kept with its body, made again by {@link org.passerelle.action.Repeater}
 * under the rights that its caller has at that moment, and its answer is a file. Face: {@link org.passerelle.action.Actions}. Uses the
 * catalogue's jobs, so that no action is forgotten and none is left in progress.
 */
@NullMarked
package org.passerelle.action;

import org.jspecify.annotations.NullMarked;
