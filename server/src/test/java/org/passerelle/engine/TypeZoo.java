package org.passerelle.engine;

/**
 * What a stranger's database may hold, on each engine. The scripts, {@code zoo/<type>-types.sql} and
 * {@code -names.sql}, are the list; they say beside a column what is special about its value.
 */
public final class TypeZoo {

    /** Values of {@code id} in the table {@code types}: the highest values, common ones, and nothing but NULL. */
    public static final int EXTREME = 1;

    public static final int ORDINARY = 2;
    public static final int NULLS = 3;

    /** What stands in {@code c_text} of the extreme row and in {@code "Prénom"} of the first order detail. */
    public static final String TEXT = "Crème brûlée à l'œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, \"quoted\", back\\slash, 100 %_";

    private TypeZoo() {}

    /** A new database with one table, {@code types}: a column for every common type, and three rows. */
    public static Database types(Engine engine) {
        Database database = engine.fresh("types");
        database.script("zoo/" + engine.type() + "-types.sql");
        return database;
    }

    /**
     * A new database of awkward tables: {@code "order details"} with columns {@code select}, {@code Prénom},
     * {@code UPPER}, {@code with space} and {@code a"b}; {@code no_key}; {@code parts}, whose two-column key refers to
     * itself; the view {@code part_names}. PostgreSQL and H2 have {@code orders} in schemas {@code north}
     * and {@code south}.
     */
    public static Database names(Engine engine) {
        Database database = engine.fresh("names");
        database.script("zoo/" + engine.type() + "-names.sql");
        return database;
    }
}
