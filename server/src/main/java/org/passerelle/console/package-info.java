/**
 * Pages for people, in French and English: the home page, the problems explained, the API's page with Swagger UI, where people come in and let
 * clients in, and the console.
 *
 * <p>A page is an operation tagged {@code SITE}. {@link org.passerelle.console.Pages} renders templates with the texts of the reader's
 * language, under a policy that lets no inline script or style run (S13); {@link org.passerelle.console.Assets} names the files they load.
 *
 * <p>The console's pages have no power of their own: {@link org.passerelle.console.Screens} lets in who is signed in, and {@link
 * org.passerelle.console.Api} is all that they are made of. What a {@link org.passerelle.console.Collection} says of itself, {@link
 * org.passerelle.console.CollectionPages} and {@link org.passerelle.console.DeedPages} draw. Uses {@code gate}, {@code credential},
 * {@code signin}, {@code oauth}, {@code people}; Qute stays in this room.
 */
@NullMarked
package org.passerelle.console;

import org.jspecify.annotations.NullMarked;
