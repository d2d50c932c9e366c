package org.passerelle.token;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * @param audience the public address, for which our tokens are meant
 * @param realm as it stands in the issuer's address
 * @param lifetime of a JWT for which nothing is asked
 */
public record TokenSettings(URI audience, String realm, Duration lifetime, KeySource source) {

    private static final Pattern REALM = Pattern.compile("[A-Za-z0-9_-]{1,50}");

    public static TokenSettings from(Settings settings, URI publicUrl) {
        String realm = settings.text("realm", "cloud");
        if (!REALM.matcher(realm).matches()) {
            settings.problem("realm must be made of letters, digits, _ and -, not \"" + realm + "\"");
        }
        Duration lifetime = settings.duration("jwtLifetime", Duration.ofHours(1));
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            settings.problem("jwtLifetime must be a second at least");
        }
        return new TokenSettings(publicUrl, realm, lifetime, source(settings));
    }

    /** DigDash's names mean the same; the path wins over the secret. */
    private static KeySource source(Settings settings) {
        String path = settings.textOrForeign("jwtSecretkeyPath", "DD_JWT_SECRETKEY_PATH");
        @Nullable String secret = settings.textOrForeign("jwtSecretkey", "DD_JWT_SECRETKEY");
        if (path == null) {
            return secret == null ? new KeySource.Temporary() : new KeySource.Secret(secret);
        }
        try {
            return PemFile.read(path);
        } catch (PemFile.Unreadable e) {
            settings.problem("jwtSecretkeyPath (DD_JWT_SECRETKEY_PATH): " + path + " " + e.getMessage());
            return new KeySource.Temporary();
        }
    }

    /** Names this server in its tokens: {@code https://api.example.org/auth/realms/cloud}. */
    public String issuer() {
        return audience + "/auth/realms/" + realm;
    }
}
