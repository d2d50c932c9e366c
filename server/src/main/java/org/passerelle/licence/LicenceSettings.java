package org.passerelle.licence;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.passerelle.setting.Settings;

/**
 * Whose licences are trusted, and how long one is honoured beyond its end.
 *
 * @param keys {@code licenceKeys}: public keys of distributors, separated by commas
 * @param grace {@code licenceGrace}
 */
public record LicenceSettings(List<PublicKey> keys, Duration grace) {

    private static final Duration GRACE = Duration.ofDays(30);

    public static LicenceSettings from(Settings settings) {
        List<PublicKey> keys = settings.parsedOrNone(
                "licenceKeys",
                List.<PublicKey>of(),
                "public keys as ./passerelle licence keys prints them, separated by commas",
                text -> List.of(text.split(",")).stream()
                        .map(LicenceFile::publicKey)
                        .toList());
        return new LicenceSettings(keys, settings.duration("licenceGrace", GRACE));
    }
}
