/**
 * Calls that count once (the header {@code Idempotency-Key}, draft-ietf-httpapi-idempotency-key-header): who repeats one is given the answer that it
 * had, and nothing is done twice, whatever failed in between. Face: {@link org.passerelle.idempotency.Idempotency}, for the gate. The answer is kept in
 * the transaction of the change: in the catalogue's unit, or in the outbox of the business database.
 */
@NullMarked
package org.passerelle.idempotency;

import org.jspecify.annotations.NullMarked;
