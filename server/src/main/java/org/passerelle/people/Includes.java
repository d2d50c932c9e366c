package org.passerelle.people;

import java.util.Arrays;
import java.util.List;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;

/**
 * Which lists of an account are shown beside its members, and whose (DigDash D17).
 *
 * @param lists some of roles, acls, groupacls
 * @param resolved whether a profile's are shown in place of the user's own
 */
record Includes(List<String> lists, boolean resolved) {

    private static final List<String> KNOWN = List.of("roles", "acls", "groupacls");

    static Operation.Builder declared(Operation.Builder operation) {
        return operation
                .query("includes", "Lists to show too: roles, acls, groupacls, with commas between", "roles,acls")
                .query("resolveProfiles", "true: a profile's lists in place of the user's own", "true");
    }

    /** @throws Fault 400 for a list that there is not */
    static Includes of(Params query) {
        List<String> lists = query.all("includes").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .filter(list -> !list.isEmpty())
                .toList();
        for (String list : lists) {
            if (!KNOWN.contains(list)) {
                throw Fault.badRequest("includes takes {}, not \"{}\".", String.join(", ", KNOWN), list);
            }
        }
        return new Includes(lists, flag("resolveProfiles", query.one("resolveProfiles", "false")));
    }

    UserView show(Account account) {
        return UserView.of(account, resolved ? account.effective().bundle() : account.own(), lists);
    }

    static boolean flag(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Fault.badRequest("{} must be true or false, not \"{}\".", name, value);
        };
    }
}
