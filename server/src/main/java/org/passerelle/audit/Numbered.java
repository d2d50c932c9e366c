package org.passerelle.audit;

import org.passerelle.catalogue.Row;

/**
 * A line as it stands in the chain.
 *
 * @param whole whether the row holds what a line can hold; another was written by somebody else
 */
record Numbered(long number, AuditLine line, String hash, boolean whole) {

    static final String COLUMNS =
            "number, time, account, actor, address, operation, target, result, dry_run, request, hash";

    static Numbered of(Row row) {
        String actor = row.text("actor");
        String[] texts = {
            row.text("account"),
            actor,
            row.text("address"),
            row.text("operation"),
            row.text("target"),
            row.text("result"),
            row.text("request")
        };
        int dryRun = row.number("dry_run");
        var line = new AuditLine(
                row.moment("time"), texts[0], actor, texts[2], texts[3], texts[4], texts[5], dryRun == 1, texts[6]);
        boolean whole = line.holds(texts) && (dryRun == 0 || dryRun == 1);
        return new Numbered(row.big("number"), line, row.text("hash"), whole);
    }

    /** Whether it is what was written as this line, after the line of that hash. */
    boolean isAt(long place, String before) {
        return whole && Chain.hash(before, place, line).equals(hash);
    }
}
