/**
 * Calls that the server makes to addresses which others named: webhooks, sign-in elsewhere. Each goes through a guard: only http and https,
 * only hosts all of whose addresses lie in the open Internet or are allowed by the setting {@code outgoingAllowed}, looked up once and connected
 * to by that address, no redirect followed, all within a time. Face: {@link org.passerelle.outgoing.Outgoing}.
 */
@NullMarked
package org.passerelle.outgoing;

import org.jspecify.annotations.NullMarked;
