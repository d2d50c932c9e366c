package org.passerelle.people;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.operation.Call;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code GET /api/v1/acls}: everything that can be given. */
final class AclOperation {

    private final KnownTables tables;

    AclOperation(KnownTables tables) {
        this.tables = tables;
    }

    /** An ACL as it is shown. */
    public record Acl(
            @Doc(value = "How it is written", example = "users:rw")
            String id,

            @Doc(value = "In a few words", example = "Users: read and write")
            String label,

            @Doc(value = "What who holds it may do", example = "Manage users, profiles, roles and authorization groups")
            String description) {}

    Operation operation() {
        return Pages.declared(Operation.get("/api/v1/acls"))
                .named("acls.list", "List the ACLs that there are")
                .tag(Tag.USERS)
                .needs(Right.read(ApiType.USERS))
                .answers(200, Shape.many(Acl.class, "acl"))
                .by(this::list);
    }

    private Reply list(Call call) {
        List<Acl> all = Stream.concat(
                        Acls.ALL.stream().map(AclOperation::general),
                        tables.open().stream()
                                .flatMap(table -> Stream.of(Action.values()).map(action -> single(table, action))))
                .toList();
        return Pages.of(call, all, Acl::id, acl -> acl, "acls");
    }

    private static Acl general(String acl) {
        if (acl.equals(Acls.API_ACCESS)) {
            return new Acl(acl, "API access", "Use the API at all; without it no other ACL counts");
        }
        if (acl.equals(Acls.IMPERSONATE)) {
            return new Acl(acl, "Act for others", "Make tokens that act for another user, an owner excepted");
        }
        int colon = acl.indexOf(':');
        ApiType type = ApiType.of(acl.substring(0, colon)).orElseThrow();
        boolean write = acl.endsWith(":rw");
        String word = type.word();
        return new Acl(
                acl,
                word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1)
                        + (write ? ": read and write" : ": read"),
                (write ? "Manage " : "See ") + what(type));
    }

    private static String what(ApiType type) {
        return switch (type) {
            case AUTHENTICATION -> "API keys and tokens of others, OAuth clients and their requests, signing keys";
            case USERS -> "users, profiles, roles and authorization groups";
            case SESSIONS -> "sessions";
            case SYSTEM -> "the system: information, audit, scheduler, tasks, settings, usage";
            case LICENSE -> "the licence and its seats";
            case EVENTS -> "events";
            case CONNECTIONS -> "connections, tables and views";
            case WEBHOOKS -> "webhooks";
            case DATA -> "the records of every open table";
        };
    }

    private static Acl single(String table, Action action) {
        String description = switch (action) {
            case LIST -> "List the records of " + table;
            case READ -> "Read a record of " + table;
            case EXPORT -> "Take the records of " + table + " out as a file";
            case CREATE -> "Add records to " + table;
            case UPDATE -> "Change records of " + table;
            case DELETE -> "Delete records of " + table;
        };
        return new Acl(Acls.of(table, action), table + ": " + action.word(), description);
    }
}
