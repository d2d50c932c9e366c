package org.passerelle.credential;

import org.passerelle.setting.Settings;

/** @param basicAuthentication whether a password may be sent with each request (wire.md §2) */
public record CredentialSettings(boolean basicAuthentication) {

    public static CredentialSettings from(Settings settings) {
        return new CredentialSettings(settings.flag("basicAuthentication", true));
    }
}
