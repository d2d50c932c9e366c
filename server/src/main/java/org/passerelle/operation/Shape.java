package org.passerelle.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body looks like, for the document and for those who read it. Records describe themselves; rows of a table are described by the
 * room that knows the tables.
 */
public sealed interface Shape {

    /** No body. */
    record Nothing() implements Shape {}

    /** An object whose members are the components of a record. */
    record Of(Class<?> type, String name) implements Shape {}

    /** An array. */
    record Many(Shape item, String name) implements Shape {}

    /** One record of the table that the path names, under this role. */
    record TableRow(Role role) implements Shape {}

    /** What a table's rows are used as. */
    enum Role {
        VIEW_PAGE,
        VIEW_ITEM,
        VIEW_CHANGE,
        VIEW_UPSERT,
        VIEW_OUTCOME,
        RESOURCE,
        RESOURCE_LIST,
        RESOURCE_NEW,
        RESOURCE_PATCH
    }

    /** An array of texts. */
    record Words(String description, List<String> example) implements Shape {
        public Words {
            example = List.copyOf(example);
        }
    }

    /** An object that has whatever members; an example is JSON. */
    record Members(String description, String example) implements Shape {}

    /** The bytes of a file: alone, or as the part {@code file} of a form. */
    record File(String description, boolean inForm) implements Shape {}

    /**
     * Anything, told in words.
     *
     * @param mediaType null for any
     * @param example as it is sent; of what is no text, as JSON
     */
    record Free(String description, @Nullable String mediaType, String example) implements Shape {}

    Shape NOTHING = new Nothing();

    static Shape of(Class<?> type, String name) {
        return new Of(type, name);
    }

    static Shape many(Class<?> type, String name) {
        return new Many(new Of(type, name), name + "s");
    }

    static Shape row(Role role) {
        return new TableRow(role);
    }
}
