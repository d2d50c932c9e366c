/**
 * The people: accounts, and what they hold by roles, profiles and authorization groups.
 *
 * <p>Its face is {@link org.passerelle.people.People}: the accounts of this moment, read again when the catalogue says that they changed,
 * each with its {@link org.passerelle.people.Account#holdings}. A written thing passes its keeper (what it may be) and then {@code Giver}
 * (nobody gives what he lacks). Uses {@code operation}, {@code catalogue}, {@code access}, {@code format} and {@code fault}. What it must
 * know of passwords and tables, others tell it: {@link org.passerelle.people.PasswordMaker}, {@link org.passerelle.people.KnownTables}.
 */
@NullMarked
package org.passerelle.people;

import org.jspecify.annotations.NullMarked;
