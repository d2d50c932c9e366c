/**
 * Business databases: which there are, how they are reached, what they hold, what went wrong there. Besides {@code catalogue}, the only
 * room with {@code java.sql}.
 *
 * <p>Its faces: {@link org.passerelle.connection.Connections} (the open ones), {@link org.passerelle.connection.Database} (one of them: runs
 * work in a {@link org.passerelle.connection.Session}), {@link org.passerelle.connection.PhysicalTable} (what it holds), {@link
 * org.passerelle.connection.Folding} (text without case and accents, on every engine).
 */
@NullMarked
package org.passerelle.connection;

import org.jspecify.annotations.NullMarked;
