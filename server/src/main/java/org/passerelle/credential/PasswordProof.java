package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;
import org.passerelle.people.Account;

/** Asks who is in already for his password once more, before what he could not take back. Thread-safe. */
@Singleton
public final class PasswordProof {

    private final Passwords passwords;
    private final FailedLogins failures;
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    PasswordProof(Passwords passwords, FailedLogins failures) {
        this.passwords = passwords;
        this.failures = failures;
    }

    /** @throws Fault 400 where it is missing, 403 for another one, 429 after too many of those */
    public void demand(Account account, @Nullable String current, String address) {
        if (current == null || current.isEmpty()) {
            throw Fault.badMember("current", "is missing");
        }
        String hash = account.password();
        boolean held = failures.check(
                address, account.id(), () -> passwords.matches(current, hash == null ? nobody : hash) && hash != null);
        if (!held) {
            throw Fault.forbidden("The present password is another one.");
        }
    }
}
