package org.passerelle.schema;

import java.util.List;
import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.connection.PhysicalTable;

/** Opens a connection's tables all at once, for who holds the data folder: the command line and the demo. */
public final class Opening {

    private Opening() {}

    /**
     * Leaves alone the tables for which something was chosen before.
     *
     * @return how many it opened
     */
    public static int all(Unit unit, Catalogue catalogue, String connection, List<PhysicalTable> tables) {
        return all(unit, catalogue, connection, tables, Map.of());
    }

    /** @param modules how some of them are published, by the tables' names */
    public static int all(
            Unit unit,
            Catalogue catalogue,
            String connection,
            List<PhysicalTable> tables,
            Map<String, Module> modules) {
        var store = new ChoiceStore(catalogue);
        var before = store.all();
        int opened = 0;
        for (PhysicalTable table : tables) {
            var id = new TableChoice.Id(connection, table.schema(), table.name());
            if (!before.containsKey(id)) {
                store.save(
                        unit,
                        new TableChoice(
                                connection,
                                table.schema(),
                                table.name(),
                                null,
                                true,
                                false,
                                null,
                                modules.get(table.name())));
                opened++;
            }
        }
        return opened;
    }
}
