package org.passerelle.matrix;

import java.util.Set;

/** Who might ask. */
record Account(String name, String kind, boolean active, Set<String> acls) {

    /** Whether it holds the ACL for this: {@code users:r}, {@code data:list}, {@code data:create or update}. */
    boolean holds(String need, String table) {
        String type = need.substring(0, need.indexOf(':'));
        boolean one = Set.of(need.substring(type.length() + 1).split(" or ")).stream()
                .anyMatch(action -> acls.contains("data." + table + ":" + action));
        return kind.equals("owner")
                || acls.contains(type + ":rw")
                || Oracle.reads(need) && acls.contains(type + ":r")
                || type.equals("data") && one;
    }

    @Override
    public String toString() {
        return name;
    }
}
