/**
 * The OpenAPI document, made anew for each caller's rights from the same operations that serve the requests.
 *
 * <p>Its face is {@code DocumentOperations}: {@code /openapi.json} and {@code /openapi.yaml}. {@code Stock} is all there is, {@code
 * Audience} what one caller may use of it, {@code Entries} what is therefore shown, {@code Document} the text of it. Pure but for
 * {@code Editions}, which keeps what was made. Uses {@code operation}, {@code access}, {@code schema} and the saved views of {@code data}.
 */
@NullMarked
package org.passerelle.document;

import org.jspecify.annotations.NullMarked;
