package org.passerelle.schema;

import java.util.List;

/**
 * A foreign key, as a way from one table to another.
 *
 * @param name how clients write it before the dot: {@code client} in {@code client.nom}
 * @param columns public names in this table
 * @param target public name of the other table, which may be closed
 * @param targetColumns public names there, one to one
 * @param constraint the database's name for it
 */
public record Relation(
        String name, List<String> columns, String target, List<String> targetColumns, String constraint) {}
