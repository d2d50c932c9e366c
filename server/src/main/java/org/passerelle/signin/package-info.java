/**
 * How people come in: one's own password, the links by which one chooses it, the second factor, the sign-in at another realm.
 *
 * <p>Its face: {@link org.passerelle.signin.SignIn}, which pages ask. Uses {@code credential}, {@code people}, {@code session}, {@code mail}, {@code audit}.
 * Nothing here lets anybody do more than he could: who makes a link for another must hold all that the other could, when he makes it and
 * when it is used.
 */
@NullMarked
package org.passerelle.signin;

import org.jspecify.annotations.NullMarked;
