package org.passerelle.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Ids;

/**
 * Keeps one kind of the parts that the structure is made of. A change is written first and looked at then, in the same unit of work: what it
 * refers to must be there, and no role, profile or group may bring more than before but for what the caller holds himself.
 */
abstract class PartKeeper<T extends Part, B extends PartBody> implements Crud.Keeper<T, B> {

    private final Catalogue catalogue;
    private final People people;
    private final String noun;

    /** @param noun as a sentence begins with it: {@code The role} */
    PartKeeper(Catalogue catalogue, People people, String noun) {
        this.catalogue = catalogue;
        this.people = people;
        this.noun = noun;
    }

    /** Those of this kind. */
    abstract Map<String, T> in(Structure structure);

    /** @throws org.passerelle.fault.Fault 400 for what such a part cannot be, 422 for a name that leads nowhere */
    abstract T make(String id, B body, Structure structure);

    /** @throws org.passerelle.fault.Fault 422 for what does not hold together now that it is saved */
    void check(Call call, T part, Structure after) {}

    abstract void save(Unit unit, T part);

    @Override
    public final List<T> all(Call call) {
        return List.copyOf(in(structure(call)).values());
    }

    @Override
    public final Optional<T> find(Call call, String id) {
        return Optional.ofNullable(in(structure(call)).get(id));
    }

    @Override
    public final String id(T part) {
        return part.id();
    }

    @Override
    public final Object view(T part) {
        return part;
    }

    @Override
    public final T add(Call call, Crud.Wanted<B> wanted) {
        Structure before = structure(call);
        String chosen = wanted.body().id();
        String id = chosen == null
                ? Ids.free(Ids.slug(wanted.body().base(), "x"), in(before)::containsKey)
                : Account.checkedId("id", chosen);
        if (in(before).containsKey(id)) {
            throw Catalogue.taken(noun, id);
        }
        return keep(call, before, make(id, wanted.body(), before));
    }

    @Override
    public final T change(Call call, T part, Crud.Wanted<B> wanted) {
        Structure before = structure(call);
        return keep(call, before, make(part.id(), wanted.body(), before));
    }

    private T keep(Call call, Structure before, T part) {
        save(call.change(), part);
        Structure after = structure(call);
        check(call, part, after);
        Giver giver = Giver.of(call.caller(), people);
        Growth.of(before, after).forEach(grown -> giver.need(grown, after));
        return part;
    }

    private Structure structure(Call call) {
        return StructureStore.read(call.unit().map(Source.class::cast).orElse(catalogue));
    }
}
