package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What binds a caller.
 *
 * @param requests how many a minute; 0 for who is not counted
 * @param addresses from where he may come; empty for anywhere
 */
record Limits(int requests, String addresses) {

    static final Limits NONE = new Limits(0, "");

    private static final int ROWS_BY_VIEW = 1_000;
    private static final int ROWS_AT_ONCE = 10_000;

    /** As {@code x-limits}. */
    ObjectNode told() {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (requests > 0) {
            told.put("requestsPerMinute", requests);
        }
        if (!addresses.isEmpty()) {
            told.put("addresses", addresses);
        }
        return told.put("rowsPerPage", ROWS_BY_VIEW).put("rowsAtOnce", ROWS_AT_ONCE);
    }

    /** For people, as a point of a list. */
    String inWords() {
        var words = new StringBuilder("- **Limits**: ");
        if (requests > 0) {
            words.append(requests).append(" requests in any 60 seconds; ");
        }
        if (!addresses.isEmpty()) {
            words.append("from ").append(addresses).append(" alone; ");
        }
        return words.append(
                        "a page by view holds 1,000 records at most; more than 10,000 sent at once are answered by an action.\n")
                .toString();
    }
}
