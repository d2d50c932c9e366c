package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** What the audit log is told of people who come in at a page, and of those who try to. Thread-safe. */
@Singleton
final class SignInTrail {

    private static final String OPERATION = "signIn";
    private static final int IN = 200;

    private final AuditLog log;
    private final People people;
    private final Clock clock;

    @Inject
    SignInTrail(AuditLog log, People people, Clock clock) {
        this.log = log;
        this.people = people;
        this.clock = clock;
    }

    /** By what he came in, or would have: the target of the line. */
    enum By {
        PASSWORD("password"),
        CODE("second factor"),
        REALM("another realm");

        private final String words;

        By(String words) {
            this.words = words;
        }
    }

    void in(String user, By by, Call.Terms terms) {
        tell(user, by, IN, terms);
    }

    /** @param user as he says: told only if there is such an account, because people type passwords there too */
    void refused(String user, By by, Fault fault, Call.Terms terms) {
        tell(people.find(user).map(Account::id).orElse(""), by, fault.kind().status(), terms);
    }

    private void tell(String user, By by, int status, Call.Terms terms) {
        log.enqueue(new AuditLine(
                clock.instant(),
                user,
                null,
                terms.address(),
                OPERATION,
                by.words,
                Integer.toString(status),
                terms.dryRun(),
                terms.requestId()));
    }
}
