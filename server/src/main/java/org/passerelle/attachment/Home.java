package org.passerelle.attachment;

/**
 * The record that files belong to, by names that stay when public ones change.
 *
 * @param schema the database's own name, or empty
 * @param table the database's own name
 * @param record its id, as clients see it
 */
public record Home(String connection, String schema, String table, String record) {}
