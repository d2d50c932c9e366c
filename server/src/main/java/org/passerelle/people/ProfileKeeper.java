package org.passerelle.people;

import java.util.List;
import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;

/** Profiles. One that someone has stays: without it he would fall back on rights of his own that nobody has looked at for long. */
final class ProfileKeeper extends PartKeeper<Profile, ProfileBody> {

    private static final int TOLD = 5;

    ProfileKeeper(Catalogue catalogue, People people) {
        super(catalogue, people, "The profile");
    }

    @Override
    Map<String, Profile> in(Structure structure) {
        return structure.profiles();
    }

    @Override
    Profile make(String id, ProfileBody body, Structure structure) {
        return new Profile(
                id,
                Members.name(body.name(), id),
                Members.names("roles", body.roles(), structure.roles()::containsKey),
                Members.names("acls", body.acls(), Acls::isKnown),
                Members.names("groupacls", body.groupacls(), structure.groups()::containsKey));
    }

    @Override
    void save(Unit unit, Profile profile) {
        StructureStore.save(unit, profile);
    }

    @Override
    public void remove(Call call, Profile profile) {
        List<String> bearers = AccountStore.havingProfile(call.change(), profile.id());
        if (!bearers.isEmpty()) {
            throw Fault.conflict(
                    "The profile {} is still given to {}{}, whose own rights it stands for: take it from them first.",
                    profile.id(),
                    String.join(", ", bearers.subList(0, Math.min(TOLD, bearers.size()))),
                    (bearers.size() > TOLD ? " and " + (bearers.size() - TOLD) + " more" : ""));
        }
        StructureStore.removeProfile(call.change(), profile.id());
    }
}
