package org.passerelle.people;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A role, as it is kept and as it is shown. */
public record Role(
        @Doc(value = "Its id", example = "comptables") String id,

        @Doc(value = "What people call it", example = "Comptables")
        String name,

        @Doc(value = "Its place among roles: smaller first", example = "10")
        int priority,

        @Doc(value = "The role whose rights it has too", example = "collaborateurs") @Nullable
        String parent,

        @Doc(value = "The ACLs that it carries", example = "api.access")
        List<String> acls,

        @Doc(value = "The authorization groups that it carries", example = "lecteurs")
        List<String> groupacls,

        @Doc(value = "Requests a minute for who has no figure of his own", example = "120") @Nullable
        Integer rateLimit,

        @Doc(value = "What it opens of single tables, by their public names")
        SortedMap<String, TableEntry> tables)
        implements Part {}
