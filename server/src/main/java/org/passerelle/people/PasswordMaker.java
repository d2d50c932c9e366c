package org.passerelle.people;

import org.passerelle.fault.Fault;

/** Makes of a password that someone has chosen what is kept of it. Implemented by the room that understands passwords. Thread-safe. */
public interface PasswordMaker {

    /** @throws Fault 422 for a password that the rules refuse, 503 when too many others are before */
    String hash(String login, String password);
}
