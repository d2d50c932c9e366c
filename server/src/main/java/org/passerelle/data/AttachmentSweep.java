package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.attachment.Attachments;
import org.passerelle.attachment.Home;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.EventListener;
import org.passerelle.event.Kept;
import org.passerelle.schema.Table;

/** Takes the files of records that are deleted, so that no later record of the same key inherits them. */
@Singleton
final class AttachmentSweep implements EventListener {

    private final Tables tables;
    private final Attachments attachments;

    @Inject
    AttachmentSweep(Tables tables, Attachments attachments) {
        this.tables = tables;
        this.attachments = attachments;
    }

    @Override
    public void hear(Unit unit, List<Kept> events) {
        for (Kept kept : events) {
            Event event = kept.event();
            String table = event.table();
            String record = event.record();
            if (event.name().equals("record.deleted") && table != null && record != null) {
                tables.snapshot().open(table).ifPresent(found -> sweep(unit, found, record));
            }
        }
    }

    private void sweep(Unit unit, Table table, String record) {
        var physical = table.physical();
        var home = new Home(table.connection(), physical.schema(), physical.name(), record);
        attachments.list(unit, home).forEach(attachment -> attachments.remove(unit, home, attachment));
    }
}
