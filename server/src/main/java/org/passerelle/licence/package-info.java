/**
 * Who may use Passerelle, how many of them, and until when (wire.md §8): a signed file, and seats.
 *
 * <p>Its face is {@link org.passerelle.licence.Licences}, which tells what an account may do under the licence of this moment; {@link
 * org.passerelle.licence.LicenceFile} signs and checks. Without a file the community licence holds: everything, for everyone in-house. Uses
 * {@code operation}, {@code catalogue}, {@code people}.
 */
@NullMarked
package org.passerelle.licence;

import org.jspecify.annotations.NullMarked;
