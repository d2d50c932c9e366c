package org.passerelle.access;

/** One rule of a decision, and whether it holds. A demand is granted when all of its rules hold. */
public record Reason(Rule rule, boolean holds) {

    /** Said to the caller himself: without the text of row rules, which may name what is hidden from him. */
    public Sentence discreet() {
        return Sentence.of(this, false);
    }

    /** Said to who keeps rights. */
    public Sentence whole() {
        return Sentence.of(this, true);
    }
}
