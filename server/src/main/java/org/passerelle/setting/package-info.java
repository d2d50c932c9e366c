/**
 * Reads settings: a file {@code passerelle.properties} in the data folder, and the environment above it.
 *
 * <p>Its face is {@link org.passerelle.setting.Settings}. Each capability keeps a record of its own settings beside its code and makes it
 * from here; a key that nobody asked for is an error, and all problems are told at once.
 */
@NullMarked
package org.passerelle.setting;

import org.jspecify.annotations.NullMarked;
