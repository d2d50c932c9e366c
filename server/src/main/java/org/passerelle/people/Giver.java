package org.passerelle.people;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.access.TableRight;
import org.passerelle.fault.Fault;

/**
 * What a caller may give: what his account holds, as far as his credential allows, and when he acts for another only what he holds
 * himself too. Nobody gives what he lacks (wire.md §2). Immutable, pure.
 */
final class Giver {

    private static final Pattern VARIABLE = Pattern.compile(":(user|roles|groups)\\b");

    /** Each must hold what is given. */
    private final List<Holdings> hands;

    private Giver(List<Holdings> hands) {
        this.hands = hands;
    }

    static Giver of(Caller caller, People people) {
        var hands = new ArrayList<Holdings>();
        hands.add(hand(caller.permissions(), caller.holdings()));
        if (caller.actor() != null) {
            Holdings own = people.find(caller.actor()).map(Account::holdings).orElse(Holdings.NOTHING);
            hands.add(hand(Permissions.ALL, own));
        }
        return new Giver(hands);
    }

    /**
     * @param given what somebody will have more than before
     * @param structure with the change in it
     * @throws Fault 403 that names what the caller lacks
     */
    void need(Holdings given, Structure structure) {
        var lacking = new TreeSet<String>();
        hands.forEach(held -> lacking(held, given, structure, lacking));
        if (!lacking.isEmpty()) {
            throw Fault.forbidden("You cannot give what you do not hold: {}.", String.join(", ", lacking));
        }
    }

    private static void lacking(Holdings held, Holdings given, Structure structure, SortedSet<String> lacking) {
        if (held.owner()) {
            return;
        }
        if (given.owner()) {
            lacking.add("the place of an owner");
        }
        for (String acl : given.acls()) {
            Optional<TableRight> table = Acls.table(acl);
            if (table.isPresent()) {
                lacking(held, table.get(), lacking);
            } else if (!holds(held, acl)) {
                lacking.add(acl);
            }
        }
        given.tables().forEach(right -> lacking(held, right, lacking));
        // a name opens rows too, where a rule asks for it
        if (!given.roles().isEmpty()) {
            ruledBy(":roles", structure).forEach(right -> lacking(held, right, lacking));
        }
        if (!given.groups().isEmpty()) {
            ruledBy(":groups", structure).forEach(right -> lacking(held, right, lacking));
        }
    }

    private static List<TableRight> ruledBy(String variable, Structure structure) {
        return structure.tables().stream()
                .filter(right -> right.rowFilter() != null && right.rowFilter().contains(variable))
                .toList();
    }

    private static void lacking(Holdings held, TableRight given, SortedSet<String> lacking) {
        for (Action action : given.actions()) {
            if (!holds(held, "data:" + action.level().word())
                    && held.tables().stream().noneMatch(own -> covers(own, given, action))) {
                lacking.add(Acls.of(given.table(), action));
            }
        }
    }

    /** Who holds rw holds r. */
    private static boolean holds(Holdings held, String acl) {
        return held.holds(acl) || acl.endsWith(":r") && held.holds(acl + "w");
    }

    /**
     * Whether the one opens everything that the other does. A rule with a variable opens other rows to another: only who sees all rows may
     * give it. A rule over columns that one does not see would tell of them.
     */
    private static boolean covers(TableRight own, TableRight given, Action action) {
        if (!own.table().equals(given.table()) || !own.actions().contains(action)) {
            return false;
        }
        Set<String> columns = own.columns();
        Set<String> wanted = given.columns();
        boolean covered = columns == null || wanted != null && columns.containsAll(wanted);
        String rule = own.rowFilter();
        String asked = given.rowFilter();
        if (rule == null) {
            return covered && (columns == null || asked == null);
        }
        return covered && rule.equals(asked) && !VARIABLE.matcher(rule).find();
    }

    /** What is left of holdings under a credential; what goes with no API type is left only to one that allows everything. */
    private static Holdings hand(Permissions permissions, Holdings held) {
        boolean whole = permissions.equals(Permissions.ALL);
        var tables = new ArrayList<>(held.tables());
        held.acls().forEach(acl -> Acls.table(acl).ifPresent(tables::add));
        return new Holdings(
                whole && held.owner(),
                held.apiAccess(),
                whole ? held.acls() : acls(permissions, held),
                tables.stream().map(right -> within(permissions, right)).toList(),
                held.roles(),
                held.groups());
    }

    private static Set<String> acls(Permissions permissions, Holdings held) {
        var acls = new HashSet<String>();
        for (ApiType type : ApiType.values()) {
            Level level = permissions.of(type);
            if (level.holds(Level.RW) && held.holds(Acls.write(type))) {
                acls.add(Acls.write(type));
            }
            if (level.holds(Level.R) && holds(held, Acls.read(type))) {
                acls.add(Acls.read(type));
            }
        }
        if (held.holds(Acls.API_ACCESS)) {
            acls.add(Acls.API_ACCESS);
        }
        return acls;
    }

    private static TableRight within(Permissions permissions, TableRight right) {
        var actions = new HashSet<>(right.actions());
        actions.removeIf(action -> !permissions.of(ApiType.DATA).holds(action.level()));
        return new TableRight(right.table(), actions, right.columns(), right.rowFilter());
    }
}
