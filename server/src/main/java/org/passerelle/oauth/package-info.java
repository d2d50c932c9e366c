/**
 * The authorization server (RFC 6749; wire.md §2): clients, the tokens they get, and what others may ask about them.
 *
 * <p>One file for each act of the protocol: what is asked is parsed, decided and answered, in this order, and only the deciding touches the
 * catalogue, in one unit of work. The Nimbus SDK reads and writes the protocol's words; tokens are made and checked by {@code token}, and
 * rights are those of every other credential. Its face for {@code console} is {@link org.passerelle.oauth.Authorization}. Uses
 * {@code token}, {@code credential}, {@code people}, {@code event}, {@code audit}, {@code limit}, {@code catalogue}.
 */
@NullMarked
package org.passerelle.oauth;

import org.jspecify.annotations.NullMarked;
