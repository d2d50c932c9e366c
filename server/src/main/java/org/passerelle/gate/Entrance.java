package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.credential.Credentials;
import org.passerelle.credential.Presented;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;
import org.passerelle.publication.PublicDoor;

/** By which door one comes in: with a credential, or to what is published, where no credential of an account counts; then the guards. */
@Singleton
final class Entrance {

    /** The parameter in which a token of the permission file may travel; no other credential does. */
    static final String TOKEN = "token";

    private final Credentials credentials;
    private final PublicDoor publicDoor;
    private final Guards guards;

    @Inject
    Entrance(Credentials credentials, PublicDoor publicDoor, Guards guards) {
        this.credentials = credentials;
        this.publicDoor = publicDoor;
        this.guards = guards;
    }

    /** @throws Fault 404 for all of {@code /api/public} while it is closed */
    void mustBeOpen(Target target) {
        if (target.isPublic()) {
            publicDoor.mustBeOpen();
        }
    }

    /** Whether pages of this origin may use any key. */
    boolean isOfPages(String origin) {
        return guards.isOfPages(origin);
    }

    /** @throws Fault 400, 401, 403, 429 for who is not let in */
    Caller enter(Exchange exchange, Operation operation, Params query) {
        Caller caller = caller(exchange, operation, query);
        exchange.enter(caller);
        guards.check(exchange, caller);
        return caller;
    }

    private Caller caller(Exchange exchange, Operation operation, Params query) {
        if (operation.credentials() == Operation.Credentials.ITSELF) {
            return Caller.anonymous();
        }
        Presented presented = Requests.presented(operation, exchange.request(), exchange.address());
        return operation.right() instanceof Right.Published
                ? publicDoor.admit(presented, query.one(TOKEN))
                : credentials.verify(presented);
    }
}
