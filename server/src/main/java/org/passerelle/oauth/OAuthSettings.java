package org.passerelle.oauth;

import java.time.Duration;
import org.passerelle.setting.Settings;

/**
 * @param accessTokenLifetime of a client of which nothing else is said
 * @param refreshTokenLifetime the same of its refresh tokens
 * @param refreshTokenGrace for how long a used refresh token is taken once more by a client that lost the answer; nothing by default
 * @param codeLifetime how long an authorization code waits to be redeemed
 */
public record OAuthSettings(
        Duration accessTokenLifetime,
        Duration refreshTokenLifetime,
        Duration refreshTokenGrace,
        Duration codeLifetime) {

    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);
    private static final Duration LONGEST_CODE = Duration.ofMinutes(10);

    public static OAuthSettings from(Settings settings) {
        var read = new OAuthSettings(
                settings.duration("accessTokenLifetime", Duration.ofMinutes(20)),
                settings.duration("refreshTokenLifetime", Duration.ofHours(2)),
                settings.duration("refreshTokenGrace", Duration.ZERO),
                settings.duration("authorizationCodeLifetime", Duration.ofMinutes(1)));
        check(
                settings,
                "accessTokenLifetime",
                read.accessTokenLifetime,
                Duration.ofSeconds(1),
                ClientBody.LONGEST_ACCESS);
        check(
                settings,
                "refreshTokenLifetime",
                read.refreshTokenLifetime,
                Duration.ofSeconds(1),
                ClientBody.LONGEST_REFRESH);
        check(settings, "refreshTokenGrace", read.refreshTokenGrace, Duration.ZERO, LONGEST_GRACE);
        check(settings, "authorizationCodeLifetime", read.codeLifetime, Duration.ofSeconds(1), LONGEST_CODE);
        return read;
    }

    private static void check(Settings settings, String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            settings.problem(key + " must be from " + least + " to " + most);
        }
    }
}
