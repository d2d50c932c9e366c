package org.passerelle.document;

import org.passerelle.setting.Settings;

/** @param open whether the operations are shown, behind locks and without any table, to those who may not use the API ({@code api.access}) */
public record DocumentSettings(boolean open) {

    public static DocumentSettings from(Settings settings) {
        return new DocumentSettings(settings.flag("documentOpen", false));
    }
}
