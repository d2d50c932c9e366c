package org.passerelle.operation;

/** What the audit log keeps of an operation. */
public enum Audit {
    /** Nothing but refusals; a change of records leaves its own line, with the change. */
    REFUSALS,
    /** Every use. */
    ALWAYS,
    /** What the handler leaves there, which alone knows who came. */
    ITSELF;

    static Audit of(Operation.Credentials credentials, DryRun dryRun) {
        if (credentials == Operation.Credentials.ITSELF) {
            return ITSELF;
        }
        return dryRun == DryRun.CATALOGUE ? ALWAYS : REFUSALS;
    }
}
