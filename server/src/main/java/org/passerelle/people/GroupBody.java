package org.passerelle.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** An authorization group as a client writes it. What is left out has its default. */
record GroupBody(
        @Doc(value = "Made from the name when left out", example = "lecteurs") @Nullable
        String id,

        @Doc(value = "What people call it; the id when left out", example = "Lecteurs") @Nullable
        String name,

        @Doc(value = "The ACLs that it carries", example = "data:r") @Nullable
        List<String> acls)
        implements PartBody {

    @Override
    public String base() {
        return Members.needed("name", name);
    }
}
