package org.passerelle.outgoing;

import org.jspecify.annotations.Nullable;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;
import org.passerelle.setting.Settings;

/** @param allowed addresses outside the open Internet that may be called all the same; null for none */
public record OutgoingSettings(@Nullable AddressList allowed) {

    public static OutgoingSettings from(Settings settings) {
        String text = settings.text("outgoingAllowed");
        if (text == null || text.isBlank()) {
            return new OutgoingSettings(null);
        }
        try {
            return new OutgoingSettings(AddressList.parse("outgoingAllowed", text));
        } catch (Fault e) {
            settings.problem(e.detail());
            return new OutgoingSettings(null);
        }
    }

    boolean allows(String address) {
        return allowed != null && allowed.has(address);
    }
}
