package org.passerelle.people;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A role as a client writes it. What is left out has its default. */
record RoleBody(
        @Doc(value = "Made from the name when left out", example = "comptables") @Nullable
        String id,

        @Doc(value = "What people call it; the id when left out", example = "Comptables") @Nullable
        String name,

        @Doc(value = "Its place among roles: smaller first; 0 when left out", example = "10") @Nullable
        Integer priority,

        @Doc(value = "The role whose rights it has too", example = "collaborateurs") @Nullable
        String parent,

        @Doc(value = "The ACLs that it carries", example = "api.access") @Nullable
        List<String> acls,

        @Doc(value = "The authorization groups that it carries", example = "lecteurs") @Nullable
        List<String> groupacls,

        @Doc(value = "Requests a minute for who has no figure of his own", example = "120") @Nullable
        Integer rateLimit,

        @Doc(value = "What it opens of single tables, by their public names; a PATCH merges them, null takes one away")
        @Nullable
        Map<String, TableEntry> tables)
        implements PartBody {

    @Override
    public String base() {
        return Members.needed("name", name);
    }
}
