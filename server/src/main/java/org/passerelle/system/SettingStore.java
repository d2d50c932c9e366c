package org.passerelle.system;

import java.util.Map;
import java.util.TreeMap;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.setting.Known;

/** The settings that are kept in the catalogue; secrets among them sealed. */
public final class SettingStore {

    private SettingStore() {}

    /** By name, as texts. */
    public static Map<String, String> all(Source source, Vault vault) {
        var kept = new TreeMap<String, String>();
        source.all(
                row -> kept.put(
                        row.text("name"), row.flag("sealed") ? vault.unseal(row.text("value")) : row.text("value")),
                "SELECT name, value, sealed FROM setting");
        return kept;
    }

    static void put(Unit unit, Vault vault, Known setting, String value) {
        remove(unit, setting.name());
        unit.run(
                "INSERT INTO setting (name, value, sealed) VALUES (?, ?, ?)",
                setting.name(),
                setting.isSecret() ? vault.seal(value) : value,
                setting.isSecret() ? 1 : 0);
    }

    static void remove(Unit unit, String name) {
        unit.run("DELETE FROM setting WHERE name = ?", name);
    }
}
