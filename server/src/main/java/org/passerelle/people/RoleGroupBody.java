package org.passerelle.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A role authorization group as a client writes it. */
record RoleGroupBody(
        @Doc(value = "Made from the role when left out", example = "comptables-lecteurs") @Nullable
        String id,

        @Doc(value = "The role", example = "comptables") @Nullable
        String role,

        @Doc(value = "The authorization groups that the role shall carry by it", example = "lecteurs") @Nullable
        List<String> groupacls)
        implements PartBody {

    @Override
    public String base() {
        return Members.needed("role", role);
    }
}
