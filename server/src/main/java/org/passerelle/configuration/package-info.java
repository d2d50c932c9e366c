/**
 * The configuration of a server as one document: taken out, compared, made so on another.
 *
 * <p>It works from outside, as a client of the API: rights, rules, rehearsal and audit are those of the operations that it calls. Its face is
 * {@link org.passerelle.configuration.RemoteConfiguration}. A collection joins by its line in {@code Sections}. Uses format and fault only.
 */
@NullMarked
package org.passerelle.configuration;

import org.jspecify.annotations.NullMarked;
