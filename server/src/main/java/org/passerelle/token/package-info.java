/**
 * Tokens: JWTs made and signed here, checked at each call, and taken back (wire.md §2).
 *
 * <p>Its faces are {@link org.passerelle.token.Tokens} (making one), {@link org.passerelle.token.TokenCheck} (one more kind of bearer
 * token for {@code credential}) and {@link org.passerelle.token.Revocations}. The only room but {@code oauth} that sees Nimbus. What it
 * remembers is that a signature was good, never what its holder may do. Uses {@code credential}, {@code people}, {@code catalogue}.
 */
@NullMarked
package org.passerelle.token;

import org.jspecify.annotations.NullMarked;
