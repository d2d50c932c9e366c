package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.passerelle.access.Caller;
import org.passerelle.credential.KeyCheck;
import org.passerelle.credential.KeyStores;
import org.passerelle.fault.Fault;
import org.passerelle.limit.RateLimits;
import org.passerelle.limit.Verdict;
import org.passerelle.operation.Operation;
import org.passerelle.session.Sessions;

/** What is asked of a caller before his right is: from where, and how often (wire.md §3). Who passes is seen. */
@Singleton
final class Guards {

    private final KeyStores keys;
    private final KeyCheck known;
    private final RateLimits limits;
    private final Sessions sessions;

    @Inject
    Guards(KeyStores keys, KeyCheck known, RateLimits limits, Sessions sessions) {
        this.keys = keys;
        this.known = known;
        this.limits = limits;
        this.sessions = sessions;
    }

    /** Whether pages of this origin may use any key. */
    boolean isOfPages(String origin) {
        return known.isUsedOnPagesOf(origin);
    }

    /** @throws Fault 401 under a wrong domain, 401 or 403 from a wrong address, 429 above the limit */
    void check(Exchange exchange, Caller caller) {
        if (caller.isAnonymous()) {
            return;
        }
        if (!keys.admit(caller, exchange.domain())) {
            throw Fault.unauthenticated();
        }
        if (!caller.bounds().allow(exchange.address())) {
            throw exchange.faults() == Operation.Faults.MESSAGE
                    ? Fault.unauthenticated()
                    : Fault.forbidden("This credential may not be used from this address.");
        }
        Verdict verdict = limits.take(caller);
        exchange.limitBy(verdict);
        if (!verdict.passes()) {
            throw Fault.tooMany(verdict.retryAfter());
        }
        sessions.note(caller, exchange.address(), exchange.request().getHeader("User-Agent"), exchange.id());
    }
}
