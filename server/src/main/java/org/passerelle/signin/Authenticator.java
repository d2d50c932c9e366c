package org.passerelle.signin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an authenticator is told of a secret. Pure. */
final class Authenticator {

    private Authenticator() {}

    /** Google's Key URI Format, which all authenticators read; the server's host tells several Passerelles apart. */
    static String uri(URI server, String user, String secret) {
        String issuer = "Passerelle " + server.getHost();
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(user) + "?secret=" + encoded(secret) + "&issuer="
                + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
