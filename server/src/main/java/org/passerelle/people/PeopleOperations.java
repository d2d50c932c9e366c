package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.event.Events;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Tag;

/** {@code /api/v1/users}, {@code roles}, {@code profiles}, {@code groupacls}, {@code rolegroupacls}, {@code acls} (wire.md §8; DigDash D14, D15, D17). */
@Singleton
public final class PeopleOperations implements Capability {

    private final Catalogue catalogue;
    private final People people;
    private final PasswordMaker passwords;
    private final KnownTables tables;
    private final Events events;
    private final Clock clock;

    @Inject
    PeopleOperations(
            Catalogue catalogue,
            People people,
            PasswordMaker passwords,
            KnownTables tables,
            Events events,
            Clock clock) {
        this.events = events;
        this.catalogue = catalogue;
        this.people = people;
        this.passwords = passwords;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        var users = new UserKeeper(catalogue, people, passwords, new UserEvents(events, clock), clock);
        return Stream.of(
                        new Crud<>(kind("user", "a user"), UserView.class, UserBody.class, users).operations(),
                        new UserLists(users).operations(),
                        new Crud<>(
                                        kind("role", "a role"),
                                        Role.class,
                                        RoleBody.class,
                                        new RoleKeeper(catalogue, people, tables))
                                .operations(),
                        new Crud<>(
                                        kind("profile", "a profile"),
                                        Profile.class,
                                        ProfileBody.class,
                                        new ProfileKeeper(catalogue, people))
                                .operations(),
                        new Crud<>(
                                        kind("groupacl", "an authorization group"),
                                        Group.class,
                                        GroupBody.class,
                                        new GroupKeeper(catalogue, people))
                                .operations(),
                        new Crud<>(
                                        kind("rolegroupacl", "a role authorization group"),
                                        RoleGroup.class,
                                        RoleGroupBody.class,
                                        new RoleGroupKeeper(catalogue, people))
                                .operations(),
                        List.of(new AclOperation(tables).operation()))
                .flatMap(List::stream)
                .toList();
    }

    private static Crud.Kind kind(String name, String one) {
        return new Crud.Kind("/api/v1/" + name + "s", name, one, Tag.USERS, ApiType.USERS, Topic.PEOPLE);
    }
}
