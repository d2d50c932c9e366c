package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.net.URI;
import java.util.List;

/** For whom a client wants a token (RFC 8707 §2, RFC 8693 §2.1): tokens are for this server, and whoever names another gets none. */
final class Target {

    private static final List<String> NAMES = List.of("resource", "audience");

    private Target() {}

    /** @throws Refusal invalid_target for another server, or another part of this one's host */
    static void check(Form form, URI server) {
        String ours = server.toString();
        for (String name : NAMES) {
            boolean others = form.words(name).anyMatch(target -> !(target + "/").startsWith(ours + "/"));
            if (others) {
                throw new Refusal(OAuth2Error.INVALID_TARGET, name + ": tokens are for " + ours + " only.");
            }
        }
    }
}
