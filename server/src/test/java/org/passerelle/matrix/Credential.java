package org.passerelle.matrix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody asks.
 *
 * @param means {@code nobody}, {@code wrong}, {@code password}, {@code key} …
 * @param permissions what it allows by API type; null for everything
 */
record Credential(String means, @Nullable Map<String, String> permissions) {

    boolean isNobody() {
        return means.equals("nobody");
    }

    boolean isGood() {
        return !means.equals("wrong");
    }

    boolean isOauth() {
        return means.equals("oauth");
    }

    /** Somebody else does what its user may. */
    boolean isActing() {
        return means.equals("acting");
    }

    boolean isToken() {
        return isActing() || isOauth() || means.equals("jwt");
    }

    boolean allowsAnything() {
        return permissions == null || permissions.values().stream().anyMatch(level -> !level.equals("none"));
    }

    boolean allows(String need) {
        String type = need.substring(0, need.indexOf(':'));
        String level = permissions == null ? "rw" : permissions.getOrDefault(type, "none");
        return level.equals("rw") || level.equals("r") && Oracle.reads(need);
    }
}
