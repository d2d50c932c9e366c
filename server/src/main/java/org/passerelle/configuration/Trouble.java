package org.passerelle.configuration;

import java.util.List;

/** Why a configuration can be neither read nor made, in sentences. */
public final class Trouble extends RuntimeException {

    /** The server is there, and does not let this key see it. */
    private final boolean unseen;

    Trouble(String message) {
        this(message, false);
    }

    Trouble(String message, boolean unseen) {
        super(message, null, false, false);
        this.unseen = unseen;
    }

    /** @param mistakes told all at once, a line for each */
    static Trouble of(List<String> mistakes) {
        return new Trouble(String.join(System.lineSeparator(), mistakes));
    }

    boolean isUnseen() {
        return unseen;
    }
}
