/**
 * Who may do what: rights against grants, as pure functions without any I/O.
 *
 * <p>Its face is {@link org.passerelle.access.Access#decide}: a {@link org.passerelle.access.Caller} meets the
 * {@link org.passerelle.access.Right} that an operation states; out comes a {@link org.passerelle.access.Grant}, which no other room
 * can make, or the first reason why not. {@link org.passerelle.access.Access#reasons} tells them all. It uses nothing but {@code fault}
 * and {@code address}.
 */
@NullMarked
package org.passerelle.access;

import org.jspecify.annotations.NullMarked;
