/**
 * Pages for people, in French and English: the home page, the problems explained, the API's page with Swagger UI.
 *
 * <p>A page is an operation tagged {@code SITE}. {@link org.passerelle.console.Pages} renders templates with the texts of the reader's
 * language, under a policy that lets no inline script or style run (S13); {@link org.passerelle.console.Assets} names the files they load.
 * Uses {@code operation}; Qute stays in this room.
 */
@NullMarked
package org.passerelle.console;

import org.jspecify.annotations.NullMarked;
