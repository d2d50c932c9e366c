package org.passerelle.people;

import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Call;

/** Authorization groups. One that is removed is taken from whoever carries it. */
final class GroupKeeper extends PartKeeper<Group, GroupBody> {

    GroupKeeper(Catalogue catalogue, People people) {
        super(catalogue, people, "The authorization group");
    }

    @Override
    Map<String, Group> in(Structure structure) {
        return structure.groups();
    }

    @Override
    Group make(String id, GroupBody body, Structure structure) {
        return new Group(id, Members.name(body.name(), id), Members.names("acls", body.acls(), Acls::isKnown));
    }

    @Override
    void save(Unit unit, Group group) {
        StructureStore.save(unit, group);
    }

    @Override
    public void remove(Call call, Group group) {
        StructureStore.removeGroup(call.change(), group.id());
    }
}
