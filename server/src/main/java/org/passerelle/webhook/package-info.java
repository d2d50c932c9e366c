/**
 * Who is told of what happens: webhooks, which belong to owners (wire.md §8; PlanRadar P4–P6). An event becomes a {@link
 * org.passerelle.webhook.Message} for each webhook that wants it, in the unit that notes that it was heard; a message is told by attempts, the
 * deliveries, until one succeeds or none is left. Each webhook has a lane of its own: who is slow or dead delays nobody else. Uses {@code
 * event}, {@code outgoing}, the catalogue's lanes and its vault.
 */
@NullMarked
package org.passerelle.webhook;

import org.jspecify.annotations.NullMarked;
