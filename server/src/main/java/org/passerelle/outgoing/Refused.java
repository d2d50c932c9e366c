package org.passerelle.outgoing;

import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Sentence;

/** A call that is not made, or came to no answer; the message says why, without what was sent. */
public final class Refused extends Exception {

    private final transient Sentence said;

    /** @param words with {@code {}} for each name */
    Refused(String words, @Nullable Object... names) {
        this(Sentence.of(words, names));
    }

    private Refused(Sentence said) {
        super(said.text(), null, false, false);
        this.said = said;
    }

    /** One sentence in English, to be kept and logged. */
    public String reason() {
        return said.text();
    }

    /** The same, for whoever named the address, in his language. */
    Sentence said() {
        return said;
    }
}
