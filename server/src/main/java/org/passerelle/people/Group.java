package org.passerelle.people;

import java.util.List;
import org.passerelle.operation.Doc;

/** An authorization group ({@code groupacl}), as it is kept and as it is shown: ACLs under one name. */
public record Group(
        @Doc(value = "Its id", example = "lecteurs") String id,

        @Doc(value = "What people call it", example = "Lecteurs")
        String name,

        @Doc(value = "The ACLs that it carries", example = "data:r")
        List<String> acls)
        implements Part {}
