package org.passerelle.people;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.passerelle.access.ApiType;

/** The ACLs there are, but for those of single tables ({@code data.<table>:<action>}). wire.md §8. */
public final class Acls {

    /** Without it an in-house account may not use the API (PlanRadar). */
    public static final String API_ACCESS = "api.access";

    /** Acting for another. */
    public static final String IMPERSONATE = "admin.impersonate";

    /** In order. */
    public static final SortedSet<String> ALL = all();

    private Acls() {}

    public static String read(ApiType type) {
        return type.word() + ":r";
    }

    public static String write(ApiType type) {
        return type.word() + ":rw";
    }

    private static SortedSet<String> all() {
        var all = new TreeSet<String>();
        all.add(API_ACCESS);
        all.add(IMPERSONATE);
        for (ApiType type : ApiType.values()) {
            all.add(read(type));
            all.add(write(type));
        }
        return Collections.unmodifiableSortedSet(all);
    }
}
