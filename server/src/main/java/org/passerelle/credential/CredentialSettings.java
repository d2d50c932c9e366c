package org.passerelle.credential;

import java.time.Duration;
import org.passerelle.setting.Settings;

/**
 * @param basicAuthentication whether a password may be sent with each request (wire.md §2)
 * @param consoleIdle after how long without use a console session ends
 * @param consoleLifetime after how long it ends however much it is used
 */
public record CredentialSettings(boolean basicAuthentication, Duration consoleIdle, Duration consoleLifetime) {

    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofHours(12);

    public static CredentialSettings from(Settings settings) {
        return new CredentialSettings(
                settings.flag("basicAuthentication", true),
                settings.duration("consoleIdle", IDLE),
                settings.duration("consoleLifetime", LIFETIME));
    }
}
