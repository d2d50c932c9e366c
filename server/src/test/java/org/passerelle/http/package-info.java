/**
 * The server as a client sees it, for tests that run with {@code @WithTestResource(EngineHouse.class)}:
 * {@link org.passerelle.http.Http} sends requests as their bytes are, {@link org.passerelle.http.Opened} is a database of the fixtures,
 * added as a connection, its tables opened under names of their own.
 */
package org.passerelle.http;
