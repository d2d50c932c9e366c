/**
 * Passerelle's own database: SQLite in the data folder, or PostgreSQL when there are many nodes.
 *
 * <p>Its face is {@link org.passerelle.catalogue.Catalogue}: reads, and {@link org.passerelle.catalogue.Unit}s of work that commit whole
 * or, when rehearsed, roll back whole. Each room keeps its own tables through it, in plain SQL that both engines take. {@link
 * org.passerelle.catalogue.Vault} seals what must be read back, under a key that is not kept here.
 */
@NullMarked
package org.passerelle.catalogue;

import org.jspecify.annotations.NullMarked;
