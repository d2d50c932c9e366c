package org.passerelle.usage;

import java.time.Instant;
import org.passerelle.access.Caller;

/**
 * A call that is over.
 *
 * @param id the request's, to quote
 * @param caller nobody, where nobody was let in
 * @param operation its name; {@code none} where there was none
 * @param rows records that went out or came in
 */
public record Served(String id, Instant time, Caller caller, String operation, int status, long rows, long nanos) {

    /** Whether it was refused for who asked, from where or how often. */
    boolean isRefusal() {
        return status == 401 || status == 403 || status == 429;
    }

    /** The API key's id; empty when the caller came by something else. */
    String key() {
        return caller.credential().kind() == Caller.Kind.API_KEY
                ? caller.credential().id()
                : "";
    }
}
