/**
 * From where: lists of network addresses, and who a client is behind proxies (wire.md §3).
 *
 * <p>Its faces are {@link org.passerelle.address.AddressList}, which a person writes and a credential carries, and {@link
 * org.passerelle.address.ClientAddress}, which tells the address that such lists are asked about. Values only; uses {@code fault}.
 */
@NullMarked
package org.passerelle.address;

import org.jspecify.annotations.NullMarked;
