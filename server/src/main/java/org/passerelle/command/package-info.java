/**
 * The program: starts the server, and the commands that work without it.
 *
 * <p>Its face is {@link org.passerelle.command.Main}. {@code House} is the data folder, opened; {@code Wiring} hands it to the server's beans.
 * Commands may run beside a server on the same folder, which notices what they changed. Uses all rooms; none uses it.
 */
@NullMarked
package org.passerelle.command;

import org.jspecify.annotations.NullMarked;
