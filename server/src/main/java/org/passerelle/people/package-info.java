/**
 * The people: accounts, and the ACLs they hold.
 *
 * <p>Its face is {@link org.passerelle.people.People}: the accounts of this moment, read again when the catalogue says that they changed.
 * {@link org.passerelle.people.Account#acls} is the one place where effective ACLs come from. Uses {@code catalogue}, {@code access} and
 * {@code fault}; passwords come and go as hashes that only {@code credential} understands.
 */
@NullMarked
package org.passerelle.people;

import org.jspecify.annotations.NullMarked;
