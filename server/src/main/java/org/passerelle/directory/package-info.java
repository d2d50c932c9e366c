/**
 * A directory that knows people: LDAP (RFC 4510 ff.), by which they enter with the password that they have there.
 *
 * <p>Its face is {@link org.passerelle.directory.Directory}: a login and a password become an {@link
 * org.passerelle.directory.DirectoryEntry}, or nothing, or a 503 while the directory is away. It knows nothing of accounts. Uses {@code
 * setting} and {@code fault}; the library stays in here.
 */
@NullMarked
package org.passerelle.directory;

import org.jspecify.annotations.NullMarked;
