package org.passerelle.connection;

/** A JSON value as text, told apart from a text. */
public record JsonText(String raw) {}
