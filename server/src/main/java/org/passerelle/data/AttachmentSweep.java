package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.attachment.Attachments;
import org.passerelle.attachment.Home;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.connection.Belongings;
import org.passerelle.event.Event;
import org.passerelle.event.EventListener;
import org.passerelle.event.Kept;
import org.passerelle.schema.Table;

/** Takes the files of records that are deleted, and of connections that are removed, so that no later record of the same key inherits them. */
@Singleton
final class AttachmentSweep implements EventListener, Belongings {

    private final Tables tables;
    private final Attachments attachments;

    @Inject
    AttachmentSweep(Tables tables, Attachments attachments) {
        this.tables = tables;
        this.attachments = attachments;
    }

    @Override
    public int take(Unit unit, String connection) {
        return attachments.removeAll(unit, connection);
    }

    @Override
    public void hear(Unit unit, List<Kept> events) {
        for (Kept kept : events) {
            Event event = kept.event();
            String record = event.record();
            if (record != null) {
                home(event, record).ifPresent(home -> sweep(unit, home));
            }
        }
    }

    @Override
    public boolean awaits(Source source, Event event) {
        return home(event, "").filter(home -> attachments.isAny(source, home)).isPresent();
    }

    /** Where the files of a record lay that was deleted; empty where there can be none. */
    private Optional<Home> home(Event event, String record) {
        String table = event.table();
        return event.name().equals("record.deleted") && table != null
                ? tables.snapshot().open(table).map(found -> home(found, record))
                : Optional.empty();
    }

    private static Home home(Table table, String record) {
        var physical = table.physical();
        return new Home(table.connection(), physical.schema(), physical.name(), record);
    }

    private void sweep(Unit unit, Home home) {
        attachments.list(unit, home).forEach(attachment -> attachments.remove(unit, home, attachment));
    }
}
