package org.passerelle.people;

import java.util.List;
import org.passerelle.operation.Doc;

/** A role authorization group ({@code rolegroupacl}), as it is kept and as it is shown: authorization groups given to a role. */
public record RoleGroup(
        @Doc(value = "Its id", example = "comptables-lecteurs")
        String id,

        @Doc(value = "The role", example = "comptables") String role,

        @Doc(value = "The authorization groups that the role carries by it", example = "lecteurs")
        List<String> groupacls)
        implements Part {}
