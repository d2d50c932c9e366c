package org.passerelle.signin;

import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** Members of a body that must be there. */
final class Given {

    private Given() {}

    /** @throws Fault 400 that names the member */
    static String text(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Fault.badMember(member, "is missing");
        }
        return value;
    }
}
