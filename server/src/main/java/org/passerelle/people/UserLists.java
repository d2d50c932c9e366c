package org.passerelle.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code POST|DELETE /api/v1/users/{id}/{roles|acls|groupacls}}: names given to an account and taken from it; the answer is the list as it is now. */
final class UserLists {

    private final UserKeeper users;

    UserLists(UserKeeper users) {
        this.users = users;
    }

    private enum Which {
        ROLES("roles", "roles", "comptable"),
        ACLS("acls", "ACLs", "data:r"),
        GROUPACLS("groupacls", "authorization groups", "lecteurs");

        private final String word;
        private final String title;
        private final Shape names;

        Which(String word, String title, String example) {
            this.word = word;
            this.title = title;
            this.names = new Shape.Words("Names of " + title, List.of(example));
        }

        List<String> of(Bundle own) {
            return switch (this) {
                case ROLES -> own.roles();
                case ACLS -> own.acls();
                case GROUPACLS -> own.groupacls();
            };
        }

        Bundle in(Bundle own, List<String> names) {
            return switch (this) {
                case ROLES -> new Bundle(names, own.acls(), own.groupacls());
                case ACLS -> new Bundle(own.roles(), names, own.groupacls());
                case GROUPACLS -> new Bundle(own.roles(), own.acls(), names);
            };
        }

        Predicate<String> known(Structure structure) {
            return switch (this) {
                case ROLES -> structure.roles()::containsKey;
                case ACLS -> Acls::isKnown;
                case GROUPACLS -> structure.groups()::containsKey;
            };
        }
    }

    List<Operation> operations() {
        return Stream.of(Which.values())
                .flatMap(which -> Stream.of(
                        changing(Operation.post(path(which)), which)
                                .named("users." + which.word + ".add", "Give " + which.title + " to a user")
                                .by(call -> change(call, which, true)),
                        changing(Operation.delete(path(which)), which)
                                .named("users." + which.word + ".remove", "Take " + which.title + " from a user")
                                .by(call -> change(call, which, false))))
                .toList();
    }

    private static String path(Which which) {
        return "/api/v1/users/{id}/" + which.word;
    }

    private static Operation.Builder changing(Operation.Builder operation, Which which) {
        return operation
                .tag(Tag.USERS)
                .needs(Right.write(ApiType.USERS))
                .takes(which.names, Format.OBJECT)
                .answers(200, which.names)
                .changes(DryRun.CATALOGUE);
    }

    private Reply change(Call call, Which which, boolean adding) {
        call.change().touch(Topic.PEOPLE);
        Account before = users.find(call, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no user {}.", call.path("id")));
        List<String> given = call.body().texts();
        Set<String> names = new LinkedHashSet<>(which.of(before.own()));
        Members.names(which.word, given, which.known(StructureStore.read(call.change())));
        if (adding) {
            names.addAll(given);
        } else {
            given.forEach(names::remove);
        }
        Account after = users.give(call, before, which.in(before.own(), List.copyOf(names)));
        return Reply.ok(which.of(after.own()), which.word);
    }
}
