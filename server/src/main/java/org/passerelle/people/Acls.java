package org.passerelle.people;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.TableRight;

/** The ACLs there are (wire.md §8): {@code api.access}, {@code admin.impersonate}, {@code <type>:r|rw}, {@code data.<table>:<action>}. */
public final class Acls {

    /** Without it an in-house account may not use the API (PlanRadar). */
    public static final String API_ACCESS = "api.access";

    /** Acting for another. */
    public static final String IMPERSONATE = "admin.impersonate";

    /** In order; those of single tables not among them. */
    public static final SortedSet<String> ALL = all();

    private static final Pattern TABLE = Pattern.compile("data\\.([^/\\s\\p{Cntrl}?#%]{1,200}):([a-z]+)");

    private Acls() {}

    public static String read(ApiType type) {
        return type.word() + ":r";
    }

    public static String write(ApiType type) {
        return type.word() + ":rw";
    }

    /** Whether it is one, whatever tables there are: a right may be given before its table is opened. */
    static boolean isKnown(String acl) {
        return ALL.contains(acl) || table(acl).isPresent();
    }

    /** What an ACL of a single table opens: all of it for one action. Empty for any other ACL. */
    static Optional<TableRight> table(String acl) {
        Matcher matcher = TABLE.matcher(acl);
        return matcher.matches()
                ? Action.of(matcher.group(2))
                        .map(action -> new TableRight(matcher.group(1), java.util.Set.of(action), null, null))
                : Optional.empty();
    }

    /** The ACLs of one table. */
    static List<String> of(String table) {
        return java.util.Arrays.stream(Action.values())
                .map(action -> of(table, action))
                .toList();
    }

    static String of(String table, Action action) {
        return "data." + table + ":" + action.word();
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
