package org.passerelle.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** What a role opens of one table. */
public record TableEntry(
        @Doc(value = "What may be done: list, read, create, update, delete, export", example = "list")
        List<String> actions,

        @Doc(value = "The columns that show; null for all of them", example = "nom") @Nullable
        List<String> columns,

        @Doc(
                value = "Which records: RSQL over its columns, with :user, :roles and :groups; null for all",
                example = "owner==:user")
        @Nullable
        String rowFilter) {}
