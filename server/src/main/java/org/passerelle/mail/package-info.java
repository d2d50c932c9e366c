/**
 * Mail to people: {@link org.passerelle.mail.Mailer} hands a letter to the configured SMTP server. Knows nothing of what is in it.
 */
@NullMarked
package org.passerelle.mail;

import org.jspecify.annotations.NullMarked;
