package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Date-times as they travel (wire.md §6): no {@code format: date-time}, because their offset has no colon (RFC 3339 §5.6 wants one). */
final class Timestamps {

    static final String EXAMPLE = "2016-06-01T12:27:19.000+0200";
    static final String DAY = "[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?";
    static final String MOMENT = DAY + "T" + CLOCK + "(Z|[+-][0-9]{2}(:?[0-9]{2})?)?";

    /** Characters of one, years beyond 9999 included. */
    static final int LONGEST = 64;

    private Timestamps() {}

    static ObjectNode schema() {
        return Bounds.text(LONGEST).put("pattern", "^" + MOMENT + "$");
    }
}
