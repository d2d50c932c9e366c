package org.passerelle.people;

import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Call;

/** Role authorization groups. They go with their role. */
final class RoleGroupKeeper extends PartKeeper<RoleGroup, RoleGroupBody> {

    RoleGroupKeeper(Catalogue catalogue, People people) {
        super(catalogue, people, "The role authorization group");
    }

    @Override
    Map<String, RoleGroup> in(Structure structure) {
        return structure.roleGroups();
    }

    @Override
    RoleGroup make(String id, RoleGroupBody body, Structure structure) {
        return new RoleGroup(
                id,
                Members.one("role", body.base(), structure.roles()::containsKey),
                Members.names("groupacls", body.groupacls(), structure.groups()::containsKey));
    }

    @Override
    void save(Unit unit, RoleGroup link) {
        StructureStore.save(unit, link);
    }

    @Override
    public void remove(Call call, RoleGroup link) {
        StructureStore.removeRoleGroup(call.change(), link.id());
    }
}
