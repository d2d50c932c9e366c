package org.passerelle.outgoing;

/** A call that is not made, or came to no answer; the message says why, without what was sent. */
public final class Refused extends Exception {
    Refused(String reason) {
        super(reason, null, false, false);
    }

    /** One sentence, to be shown to whoever named the address. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
