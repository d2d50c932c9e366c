package org.passerelle.signin;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * Another realm whose people may sign in to the console. Only the file and the environment say so: who could change it at run time could come
 * in as anybody.
 *
 * @param issuer of the other realm; null when there is none
 * @param name as the button says it
 * @param loginClaim which claim is the login of the account that is made at the first sign-in
 * @param roleClaim which claim says what somebody is there: a text or a list of texts; a dot leads into an object
 * @param roles what is said there, and the role that it is here; who has none of them is not let in
 */
public record OidcSettings(
        @Nullable URI issuer,
        String clientId,
        String clientSecret,
        String name,
        List<String> scopes,
        String loginClaim,
        String roleClaim,
        Map<String, String> roles) {

    private static final URI NOWHERE = URI.create("https://invalid");

    public static OidcSettings from(Settings settings) {
        URI issuer = settings.text("oidcIssuer") == null
                ? null
                : settings.parsedOrNone(
                        "oidcIssuer",
                        NOWHERE,
                        "an address such as https://login.example.org/realms/main",
                        OidcSettings::issuer);
        String clientId = settings.text("oidcClientId", "");
        String clientSecret = settings.text("oidcClientSecret", "");
        Map<String, String> roles = roles(settings);
        if (issuer != null && (clientId.isEmpty() || clientSecret.isEmpty() || roles.isEmpty())) {
            settings.problem(
                    "oidcClientId, oidcClientSecret and oidcRoles must be set, since oidcIssuer is: who has no role is not"
                            + " let in");
        }
        return new OidcSettings(
                issuer,
                clientId,
                clientSecret,
                settings.text("oidcName", "OpenID Connect"),
                settings.list("oidcScopes", List.of("openid", "profile", "email")),
                settings.text("oidcLoginClaim", "preferred_username"),
                settings.text("oidcRoleClaim", "roles"),
                roles);
    }

    /** Secrets do not travel in the clear, but on the machine itself. */
    private static URI issuer(String text) {
        URI address = URI.create(text);
        boolean local = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
        if (address.getHost() == null
                || address.getRawQuery() != null
                || !("https".equals(address.getScheme()) || local && "http".equals(address.getScheme()))) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }

    /** {@code there:here, other:here}. */
    private static Map<String, String> roles(Settings settings) {
        var roles = new LinkedHashMap<String, String>();
        for (String pair : settings.list("oidcRoles", List.of())) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                settings.problem(
                        "oidcRoles must be a list such as staff:readers,accounting:accountants, not \"" + pair + "\"");
            } else {
                roles.put(
                        pair.substring(0, colon).strip(),
                        pair.substring(colon + 1).strip());
            }
        }
        return roles;
    }

    boolean isOn() {
        return issuer != null;
    }

    @Override
    public String toString() {
        return "sign-in at " + issuer;
    }
}
