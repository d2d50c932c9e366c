package org.passerelle.people;

import java.util.List;
import org.passerelle.operation.Doc;

/** A profile, as it is kept and as it is shown: what it carries stands in place of a user's own. */
public record Profile(
        @Doc(value = "Its id", example = "stagiaire") String id,

        @Doc(value = "What people call it", example = "Stagiaire")
        String name,

        @Doc(value = "The roles that it carries", example = "comptables")
        List<String> roles,

        @Doc(value = "The ACLs that it carries", example = "api.access")
        List<String> acls,

        @Doc(value = "The authorization groups that it carries", example = "lecteurs")
        List<String> groupacls)
        implements Part {

    Bundle bundle() {
        return new Bundle(roles, acls, groupacls);
    }
}
