package org.passerelle.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement and its values, in the order of its question marks. Values are what {@link Cells} reads and writes. */
public record Sql(String text, List<@Nullable Object> values) {}
