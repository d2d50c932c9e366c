package org.passerelle.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;

/** The events that may be fired, in the catalogue. Thread-safe. */
@Singleton
public final class EventTypes implements Crud.Keeper<EventType, EventType.Written> {

    private final Catalogue catalogue;

    @Inject
    public EventTypes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Whether something may be subscribed to under this name: a built-in event or one that may be fired. */
    public boolean isKnown(Source source, String name) {
        return Family.all().contains(name) || find(source, name).isPresent();
    }

    /** Keeps it, unless there is one of this name. */
    public void ensure(Unit unit, EventType type) {
        unit.run(
                "INSERT INTO event_type (name, description, active) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                type.name(),
                type.description(),
                type.active() ? 1 : 0);
    }

    Optional<EventType> find(Source source, String name) {
        return source.one(EventTypes::type, "SELECT * FROM event_type WHERE name = ?", name);
    }

    @Override
    public List<EventType> all(Call call) {
        return catalogue.all(EventTypes::type, "SELECT * FROM event_type");
    }

    @Override
    public Optional<EventType> find(Call call, String name) {
        return find(call.unit().map(Source.class::cast).orElse(catalogue), name);
    }

    @Override
    public String id(EventType type) {
        return type.name();
    }

    @Override
    public Object view(EventType type) {
        return type;
    }

    @Override
    public EventType add(Call call, Crud.Wanted<EventType.Written> wanted) {
        String name = EventType.checkedName(wanted.body().name());
        if (find(call, name).isPresent()) {
            throw Catalogue.taken("The event", name);
        }
        EventType type = wanted.body().named(name);
        ensure(call.change(), type);
        return type;
    }

    @Override
    public EventType change(Call call, EventType before, Crud.Wanted<EventType.Written> wanted) {
        EventType after = wanted.body().named(before.name());
        call.change()
                .run(
                        "UPDATE event_type SET description = ?, active = ? WHERE name = ?",
                        after.description(),
                        after.active() ? 1 : 0,
                        after.name());
        return after;
    }

    @Override
    public void remove(Call call, EventType type) {
        call.change().run("DELETE FROM event_type WHERE name = ?", type.name());
    }

    private static EventType type(Row row) {
        return new EventType(row.text("name"), row.text("description"), row.flag("active"));
    }
}
