/**
 * Real database engines for tests: {@link org.passerelle.engine.Engine} gives fresh empty databases,
 * {@link org.passerelle.engine.Chinook} a music shop with the same rows on three engines,
 * {@link org.passerelle.engine.TypeZoo} every column type and every awkward name.
 * An engine starts when first asked for, once per JVM, and is gone when the JVM is.
 * Uses JDBC drivers and the two packagers of binaries, nothing of the server.
 */
package org.passerelle.engine;
