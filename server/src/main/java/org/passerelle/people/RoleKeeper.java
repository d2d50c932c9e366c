package org.passerelle.people;

import java.util.Map;
import java.util.Objects;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.limit.LimitSettings;
import org.passerelle.operation.Call;

/** Roles. One that is removed is taken from whoever has it, and from the roles below it. */
final class RoleKeeper extends PartKeeper<Role, RoleBody> {

    private final KnownTables tables;

    RoleKeeper(Catalogue catalogue, People people, KnownTables tables) {
        super(catalogue, people, "The role");
        this.tables = tables;
    }

    @Override
    Map<String, Role> in(Structure structure) {
        return structure.roles();
    }

    @Override
    Role make(String id, RoleBody body, Structure structure) {
        return new Role(
                id,
                Members.name(body.name(), id),
                Objects.requireNonNullElse(body.priority(), 0),
                body.parent() == null ? null : Members.one("parent", body.parent(), structure.roles()::containsKey),
                Members.names("acls", body.acls(), Acls::isKnown),
                Members.names("groupacls", body.groupacls(), structure.groups()::containsKey),
                LimitSettings.checked(body.rateLimit()),
                Members.tables(body.tables()));
    }

    @Override
    void check(Call call, Role role, Structure after) {
        if (after.isCircular(role)) {
            throw Members.inconsistent("parent", "the role would be its own ancestor");
        }
        role.tables().forEach((table, entry) -> tables.check(call.grant(), table, entry));
    }

    @Override
    void save(Unit unit, Role role) {
        StructureStore.save(unit, role);
    }

    @Override
    public void remove(Call call, Role role) {
        StructureStore.removeRole(call.change(), role.id());
    }
}
