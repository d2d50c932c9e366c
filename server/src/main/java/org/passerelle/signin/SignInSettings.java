package org.passerelle.signin;

import org.passerelle.setting.Settings;

/** @param secondFactor whose password alone opens nothing, whether they have chosen so or not */
public record SignInSettings(Must secondFactor) {

    /** Who must have a second factor. */
    public enum Must {
        NOBODY,
        OWNERS,
        EVERYBODY
    }

    public static SignInSettings from(Settings settings) {
        return new SignInSettings(settings.word("secondFactor", Must.NOBODY));
    }
}
