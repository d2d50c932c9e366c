package org.passerelle.oauth;

import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.token.TokenSettings;

/** Where the authorization server's endpoints are (wire.md §1; ITCare I3). */
final class Realm {

    static final String PATH = "/auth/realms/{realm}";
    static final String PROTOCOL = PATH + "/protocol/openid-connect";

    private Realm() {}

    /** @throws Fault 404 for another realm than ours */
    static void check(Call call, TokenSettings settings) {
        if (!call.path("realm").equals(settings.realm())) {
            throw Fault.notFound("There is no such realm.");
        }
    }
}
