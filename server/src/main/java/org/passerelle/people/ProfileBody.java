package org.passerelle.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A profile as a client writes it. What is left out has its default. */
record ProfileBody(
        @Doc(value = "Made from the name when left out", example = "stagiaire") @Nullable
        String id,

        @Doc(value = "What people call it; the id when left out", example = "Stagiaire") @Nullable
        String name,

        @Doc(value = "The roles that it carries", example = "comptables") @Nullable
        List<String> roles,

        @Doc(value = "The ACLs that it carries", example = "api.access") @Nullable
        List<String> acls,

        @Doc(value = "The authorization groups that it carries", example = "lecteurs") @Nullable
        List<String> groupacls)
        implements PartBody {

    @Override
    public String base() {
        return Members.needed("name", name);
    }
}
