/**
 * Who asks: passwords and API keys become a {@link org.passerelle.access.Caller}.
 *
 * <p>Its faces: {@link org.passerelle.credential.Credentials} (the gate's question), {@link org.passerelle.credential.ApiKeys} (making and
 * ending keys), {@link org.passerelle.credential.Passwords} with {@link org.passerelle.credential.PasswordRules}, {@link
 * org.passerelle.credential.FirstOwner}. Another kind of token is another {@link org.passerelle.credential.TokenVerifier}. Uses {@code
 * people}, {@code directory}, {@code event}, {@code access}, {@code catalogue}; what it remembers is who was verified, never what they may do.
 */
@NullMarked
package org.passerelle.credential;

import org.jspecify.annotations.NullMarked;
